"""From TOML or data to a procedure, complete with everything it names.

Names are looked up in the procedure's own sections first, then in the shared vocabulary; what was found is copied
into `procedure.source`, whose digest is the version. Unknown keys and wrong types are errors with their line;
unknown names are for `verify`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path as File
from typing import Any

from services.declarations.sentences import _
from services.declarations.table import Declared, Table
from services.procedures import names, parts, sections
from services.procedures.overlay import merged
from services.procedures.spec import Procedure

TEXTS = ("channels", "applicants", "eligible", "excluded", "principles", "composition", "outcomes", "notes")
# Three rounds complete everything: a step names a guard, the guard a number, the number its document.
ROUNDS = 3


@dataclass(frozen=True)
class Vocabulary:
    """Section → code → entry as data."""

    entries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def find(self, section: str, code: str) -> Any:
        return self.entries.get(section, {}).get(code)


def load(path: File, vocabulary: Vocabulary) -> Procedure:
    """Raises MalformedDeclaration with every problem and its line."""
    return _complete(Declared.open(path), vocabulary)


def read(data: Mapping[str, Any], name: str, vocabulary: Vocabulary | None = None) -> Procedure:
    """The same from data: a stored version, or what the designer holds."""
    return _complete(Declared(name, data), vocabulary or Vocabulary())


def parse(text: str, name: str, vocabulary: Vocabulary | None = None) -> Procedure:
    return _complete(Declared.parse(text, name), vocabulary or Vocabulary())


def load_vocabulary(folder: File) -> Vocabulary:
    """All files of a folder together; each is read strictly, and a code stands only once."""
    entries: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*.toml")):
        declared = Declared.open(path)
        with declared.table() as table:
            for section in sections.VOCABULARY:
                found = sections.section(table, section)
                for code in found.keys() & entries.get(section, {}).keys():
                    table.complain(section, _("“%(code)s”已在另一个文件里声明"), code=code)
                if found:
                    entries.setdefault(section, {}).update(declared.data[section])
        declared.settle()
    return Vocabulary(entries)


def _complete(declared: Declared, vocabulary: Vocabulary) -> Procedure:
    _build(declared)
    declared.settle()
    for _round in range(ROUNDS):
        declared = Declared(declared.file, _with_names(declared, vocabulary), declared.lines)
    procedure = _build(declared)
    declared.settle()
    return procedure


def _with_names(declared: Declared, vocabulary: Vocabulary) -> dict[str, Any]:
    """The data with every entry of the vocabulary copied in that the procedure or a variant of it uses."""
    data = {key: dict(value) if key in sections.VOCABULARY else value for key, value in declared.data.items()}
    plain = _build(Declared(declared.file, data))
    varied = [_build(Declared(declared.file, merged(data, variant.changes))) for variant in plain.variants]
    for use in (use for procedure in (plain, *varied) for use in names.uses(procedure)):
        entry = vocabulary.find(use.section, use.code)
        if entry is not None and use.code not in data.get(use.section, {}):
            data.setdefault(use.section, {})[use.code] = entry
    return data


def stored(procedure: Procedure) -> str:
    """The version as text, for a running case. Kept as text: the order of states and steps has a meaning."""
    return json.dumps(procedure.source, ensure_ascii=False)


def restored(text: str) -> Procedure:
    data = json.loads(text)
    return read(data, data["code"])


def digest(data: Mapping[str, Any]) -> str:
    """Depends on what is declared, not on its order in tables of names or on spaces in the file."""
    ordered = {**data, **{key: sorted(data[key].items()) for key in sections.VOCABULARY if key in data}}
    return sha256(json.dumps(ordered, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def _build(declared: Declared) -> Procedure:
    with declared.table() as table:
        return Procedure(
            code=table.text("code"),
            name=table.text("name"),
            family=table.text("family"),
            legal_basis=sections.bases(table, "legal_basis"),
            dossier=table.texts("dossier"),
            flow=table.texts("flow"),
            texts=_texts(table.child("texts")),
            states=tuple(parts.state(code, entry) for code, entry in table.named("states")),
            transitions=tuple(parts.transition(code, entry) for code, entry in table.named("transitions")),
            clocks=tuple(parts.clock(code, entry) for code, entry in table.named("clocks")),
            compositions=tuple(parts.composition(code, entry) for code, entry in table.named("compositions")),
            follow_ups=tuple(map(parts.follow_up, table.items("follow_ups"))),
            subsidies=tuple(map(parts.subsidy, table.items("subsidies"))),
            rules=tuple(parts.rule(code, entry) for code, entry in table.named("rules", "text")),
            variants=tuple(parts.variant(code, entry) for code, entry in table.named("variants")),
            **{section: sections.section(table, section) for section in sections.VOCABULARY},
            source=declared.data,
            lines=declared.lines,
            digest="" if declared.problems else digest(declared.data),
        )


def _texts(table: Table) -> dict[str, tuple[str, ...]]:
    with table:
        return {key: table.texts(key) for key in TEXTS if key in table.data}
