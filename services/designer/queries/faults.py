"""Everything that is wrong with a declaration, each fault with the part of the designer where it is mended."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from services.cases.guards import CHECKS
from services.cases.holders import holders
from services.declarations.lines import Path
from services.declarations.sentences import Sentence
from services.declarations.table import MalformedDeclaration
from services.designer import parts, words
from services.designer.models import Draft
from services.designer.queries import drafts
from services.forms import library as form_library
from services.forms import load as forms
from services.procedures import library, load
from services.procedures.spec import Procedure
from services.procedures.verify import World, verify
from tenants.models import Tenant


@dataclass(frozen=True)
class Finding:
    """`section` and `entry` name the part to mend; an empty entry means the section as a whole."""

    section: str
    entry: str
    part: str
    sentence: str


@dataclass(frozen=True)
class Judged:
    """`procedure` is None when the declaration cannot even be read."""

    procedure: Procedure | None
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        return self.procedure is not None and not self.findings

    def of(self, section: str, entry: str) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if (one.section, one.entry) == (section, entry))


def judged(draft: Draft, tenant: Tenant) -> Judged:
    found = judge(drafts.data_of(draft.text), tenant)
    if found.procedure is None or not draft.form:
        return found
    return Judged(found.procedure, (*found.findings, *_own_form(draft, found.procedure)))


def judge(data: Mapping[str, Any], tenant: Tenant) -> Judged:
    """Reads, completes from the shared names, and checks against what there is in the county."""
    try:
        procedure = load.read(data, _("草稿"), library.vocabulary())
    except MalformedDeclaration as error:
        found = [_finding(data, problem.path, problem.sentence) for problem in error.problems]
        return Judged(None, tuple(dict.fromkeys(found)))
    faults = [
        _finding(data, fault.path, fault.sentence) for fault in verify(procedure, world(tenant, procedure))
    ]
    return Judged(procedure, tuple(dict.fromkeys((*faults, *_forms(procedure)))))


def world(tenant: Tenant, procedure: Procedure) -> World:
    """What the program can do here.

    Every declared role has a holder: an office outside the house is written down by the case officer. What a shipped
    procedure names as its follow-up is the product's own matter.
    """
    standing = library.shipped().get(procedure.code)
    followed = [one.procedure for one in standing.follow_ups] if standing else []
    return World(
        procedures={*library.shipped(), *followed},
        roles={*holders(), *procedure.roles},
        effects=(),
        events=(),
        guards=frozenset(CHECKS),
    )


def _forms(procedure: Procedure) -> Iterator[Finding]:
    """The fields of each step as the form that a person will fill in."""
    for way in procedure.transitions:
        asked = [code for code in dict.fromkeys((*way.requires, *way.asks)) if code in procedure.fields]
        declared = {code: procedure.fields[code].declared for code in asked}
        try:
            forms.assemble(way.code, way.name, declared, required=way.requires)
        except MalformedDeclaration as error:
            yield from (
                _finding(procedure.source, problem.path, problem.sentence) for problem in error.problems
            )


def _own_form(draft: Draft, procedure: Procedure) -> Iterator[Finding]:
    """The county's own application form, with what the procedure declares of its fields."""
    try:
        form_library.bind(
            drafts.data_of(draft.form), known={code: one.declared for code, one in procedure.fields.items()}
        )
    except MalformedDeclaration as error:
        for problem in error.problems:
            yield Finding("form", "", words.section("form"), problem.sentence.said(_))


def _finding(data: Mapping[str, Any], path: Path, sentence: Sentence) -> Finding:
    section = str(path[0]) if path else "basics"
    if section not in parts.SECTIONS:
        return Finding("basics", "", words.section("basics"), sentence.said(_))
    entry = str(path[1]) if len(path) > 1 else ""
    row = parts.entry(data, section, entry) if entry else None
    name = parts.name_of(section, entry, row) if row is not None else entry
    part = f"{words.section(section)}“{name}”" if name else words.section(section)
    return Finding(section, entry if row is not None else "", part, sentence.said(_))
