"""What is in force and still rests on a document that no longer holds."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.declarations.lines import Path
from services.designer import parts, repealed, words
from services.designer.queries import overview
from services.designer.repealed import Gone
from services.procedures.names import documents_cited
from services.procedures.spec import Procedure
from tenants.models import Tenant


@dataclass(frozen=True)
class Resting:
    """`parts` are the numbers, steps and rules in words, with their clauses."""

    line: overview.Line
    parts: tuple[str, ...]


@dataclass(frozen=True)
class OfDocument:
    gone: Gone
    resting: tuple[Resting, ...]


def on_repealed(tenant: Tenant) -> list[OfDocument]:
    """By document, the one most rests on first. The number of queries does not depend on what is found."""
    gone = repealed.documents()
    found: dict[Gone, list[Resting]] = {}
    for line in overview.lines(tenant) if gone else ():
        for document, told in _told(line.procedure, gone).items():
            found.setdefault(document, []).append(Resting(line, tuple(dict.fromkeys(told))))
    documents = [OfDocument(document, tuple(resting)) for document, resting in found.items()]
    return sorted(documents, key=lambda one: -sum(len(resting.parts) for resting in one.resting))


def _told(procedure: Procedure, gone: Mapping[str, Gone]) -> dict[Gone, list[str]]:
    found: dict[Gone, list[str]] = {}
    for document, path in documents_cited(procedure):
        standing = gone.get(repealed.key(document))
        if standing is not None:
            found.setdefault(standing, []).append(_part(procedure, path))
    return found


def _part(procedure: Procedure, path: Path) -> str:
    section = str(path[0])
    if section not in parts.SECTIONS:
        return words.section("basics")
    entry = parts.entry(procedure.source, section, str(path[1])) or {}
    name = f"{words.section(section)}“{parts.name_of(section, str(path[1]), entry)}”"
    number = procedure.numbers.get(str(path[1])) if section == "numbers" else None
    return f"{name}（{words.amount(number)}）" if number else name
