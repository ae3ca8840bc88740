"""The one list of what people quarrel about, and where a matter or a procedure goes by default. Pure Python."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from services.declarations.sentences import _
from services.declarations.table import Declared, Table

FILE = Path(__file__).with_name("matters.toml")


@dataclass(frozen=True)
class Matter:
    """`kinds` are the codes of organisations that take it in, the preferred one first; never empty."""

    code: str
    name: str
    help: str
    parent: str
    aliases: tuple[str, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Seat:
    """Where a procedure goes: to kinds of its own, or where the matter goes that it is about."""

    kinds: tuple[str, ...]
    matter: str


@dataclass(frozen=True)
class Taxonomy:
    matters: Mapping[str, Matter]
    seats: Mapping[str, Seat]

    def line(self, code: str) -> Iterator[Matter]:
        """The matter and what it is a part of, from the narrow to the wide; nothing where nobody knows the code."""
        while found := self.matters.get(code):
            yield found
            code = found.parent

    def label(self, code: str) -> str:
        return " · ".join(reversed([matter.name for matter in self.line(code)])) or code

    def choices(self) -> list[tuple[str, str]]:
        return [(code, self.label(code)) for code in self.matters]

    def children(self, code: str) -> tuple[Matter, ...]:
        """Of no code: the fields themselves."""
        return tuple(matter for matter in self.matters.values() if matter.parent == code)

    def meant_by(self, words: str) -> tuple[Matter, ...]:
        """The matters whose name or everyday word occurs in what somebody says, the surest first."""
        scores = {code: _fit(matter, words) for code, matter in self.matters.items()}
        found = [code for code, score in scores.items() if score]
        return tuple(self.matters[code] for code in sorted(found, key=lambda code: -scores[code]))


def _fit(matter: Matter, words: str) -> int:
    """Long words say more than short ones."""
    return sum(len(word) ** 2 for word in (matter.name, *matter.aliases) if word in words)


@cache
def taxonomy() -> Taxonomy:
    """The shipped one."""
    return load(Declared.open(FILE))


def load(declared: Declared) -> Taxonomy:
    """Raises MalformedDeclaration, which names every fault with its line."""
    matters: dict[str, Matter] = {}
    with declared.table() as root:
        for code, table in root.named("matters"):
            with table:
                matters[code] = _matter(code, table, matters)
        seats = {code: _seat(table, matters) for code, table in root.named("procedures")}
    declared.settle()
    return Taxonomy(matters, seats)


def _matter(code: str, table: Table, known: Mapping[str, Matter]) -> Matter:
    """A parent stands before its children, so that the line upwards ends."""
    parent = table.choice("parent", known, "")
    kinds = table.texts("kinds") or (known[parent].kinds if parent in known else ())
    if not kinds:
        table.complain("kinds", _("缺少“%(key)s”"), key="kinds")
    return Matter(code, table.text("name"), table.text("help", ""), parent, table.texts("aliases"), kinds)


def _seat(table: Table, known: Mapping[str, Matter]) -> Seat:
    with table:
        seat = Seat(table.texts("kinds"), table.choice("matter", known, ""))
    if bool(seat.kinds) == bool(seat.matter):
        table.complain("kinds", _("“kinds”和“matter”须写且只写一个"))
    return seat
