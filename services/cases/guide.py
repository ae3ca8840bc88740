"""What a guide tells of a procedure before anybody applies: drawn and counted from the declaration in force."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from django.core.cache import cache
from django.utils.translation import gettext as _

from services.cases.application import application_form
from services.cases.queries.procedures import enactments
from services.cases.queries.promise import Clause, clause, span
from services.directory.models import Organisation
from services.directory.rules import route
from services.procedures import diagram, library
from services.procedures.spec import Clock, Procedure, State, Subsidy
from services.procedures.terms import Basis, Number
from services.procedures.variants import for_territory
from tenants.models import Tenant

A_DAY = 24 * 3600
# Frequencies and quotas bind the office over a year, not the person who waits.
TOLD = ("limit", "window", "minimum_duration", "advance_notice")
# Of the rules of a procedure, those that protect whoever applies; the others bind the office.
PROMISED = (
    "materials", "recusal", "conflict", "neutrality", "independence", "impartial", "confidentiality",
    "private_cases", "delegation", "archive",
)  # fmt: skip

_WIDTH = re.compile(r'viewBox="0 0 (\d+) ')
_START = re.compile(r'diagram-state is-initial[^>]*><rect x="([\d.]+)"')


@dataclass(frozen=True)
class LimitLine:
    name: str
    span: str
    start: str
    clauses: tuple[Clause, ...]
    note: str


@dataclass(frozen=True)
class BasisLine:
    """`title` is the document's own name; `clause` where in it, with its address where it is published here."""

    title: str
    clause: Clause


@dataclass(frozen=True)
class RuleLine:
    text: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class SubsidyLine:
    """What the office pays for the work; `figure` is empty where the documents leave it to the place."""

    name: str
    figure: str
    note: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Leg:
    """A state of the usual way and the step that leads on from it, with who takes it."""

    state: str
    step: str
    by: str


@dataclass(frozen=True)
class Guide:
    procedure: Procedure
    materials: tuple[str, ...]
    limits: tuple[LimitLine, ...]
    bases: tuple[BasisLine, ...]
    fee: str
    rules: tuple[RuleLine, ...]
    subsidies: tuple[SubsidyLine, ...]
    office: Organisation | None
    notice: str

    @property
    def texts(self) -> Mapping[str, Sequence[str]]:
        return self.procedure.texts

    @property
    def arrows(self) -> str:
        return diagram.arrows(self.procedure)

    @property
    def way(self) -> list[Leg]:
        """The same line, one below the other, for a narrow screen."""
        states = diagram.straight_way(self.procedure)
        return [_leg(self.procedure, state, then) for state, then in zip_longest(states, states[1:])]

    @cached_property
    def svg(self) -> str:
        key = f"diagram:{self.procedure.digest}"
        return cache.get_or_set(key, lambda: diagram.svg(self.procedure), A_DAY)

    @property
    def starts_right(self) -> bool:
        """Whether the beginning is drawn in the right half: a narrow frame then shows that end first."""
        width, start = _WIDTH.search(self.svg), _START.search(self.svg)
        return bool(width and start and float(start[1]) > float(width[1]) / 2)


def guide(tenant: Tenant, code: str, form: str = "") -> Guide:
    """KeyError for a procedure or a form that nobody knows."""
    procedure, fields = application_form(tenant, code, form)
    return Guide(
        procedure=procedure,
        materials=tuple(field.label for field in fields.fields if field.type == "file"),
        limits=tuple(_limit(procedure, clock) for clock in procedure.clocks if clock.kind in TOLD),
        bases=tuple(BasisLine(_title(procedure, basis), clause(basis)) for basis in procedure.legal_basis),
        fee=next((rule.text for rule in procedure.rules if rule.code == "fee"), ""),
        rules=tuple(_rules(procedure)),
        subsidies=tuple(_subsidy(procedure, one) for one in procedure.subsidies if one.basis),
        office=route("", code, tenant.division).organisation,
        notice=_notice(tenant, code),
    )


def _rules(procedure: Procedure) -> Iterator[RuleLine]:
    told = {rule.code: rule for rule in procedure.rules if rule.code in PROMISED}
    for code in PROMISED:
        if code in told:
            yield RuleLine(told[code].text, tuple(map(clause, told[code].basis)))


def _subsidy(procedure: Procedure, one: Subsidy) -> SubsidyLine:
    number = procedure.numbers.get(one.number)
    return SubsidyLine(one.name, _yuan(number) if number else "", one.note, tuple(map(clause, one.basis)))


def _yuan(number: Number) -> str:
    if number.amount is not None:
        return _("%d元") % number.amount
    if number.least is not None and number.most is not None:
        return _("%(least)d至%(most)d元") % {"least": number.least, "most": number.most}
    return ""


def _leg(procedure: Procedure, state: State, then: State | None) -> Leg:
    leading = [one for one in procedure.leaving(state.code) if then is not None and one.to == then.code]
    if not leading:
        return Leg(state.name, "", "")
    roles = "、".join(procedure.roles[role].name for role in leading[0].by if role in procedure.roles)
    return Leg(state.name, leading[0].name, roles)


def _title(procedure: Procedure, basis: Basis) -> str:
    found = procedure.sources.get(basis.document_number)
    return found.name if found else ""


def _limit(procedure: Procedure, clock: Clock) -> LimitLine:
    number = procedure.numbers[clock.number]
    return LimitLine(
        clock.name, span(number), _start(procedure, clock), tuple(map(clause, number.basis)), number.note
    )


def _start(procedure: Procedure, clock: Clock) -> str:
    if clock.due_field and clock.due_field in procedure.fields:
        return _("到“%(field)s”为止") % {"field": procedure.fields[clock.due_field].label}
    if clock.counted_from and clock.counted_from in procedure.fields:
        return _("从“%(field)s”起") % {"field": procedure.fields[clock.counted_from].label}
    if clock.start in procedure.by_state:
        return _("从“%(state)s”起") % {"state": procedure.by_state[clock.start].name}
    names = "、".join(
        procedure.by_transition[code].name for code in clock.started_by if code in procedure.by_transition
    )
    return _("从“%(state)s”起") % {"state": names} if names else ""


def _notice(tenant: Tenant, code: str) -> str:
    """What is different here from other places."""
    enacted = enactments().get(code)
    if enacted is not None and enacted.version is not None:
        words = {"day": enacted.since.isoformat(), "note": enacted.note}
        return _("本县自%(day)s起按本县制定的程序办理。%(note)s") % words
    shipped = library.shipped().get(code)
    variants = for_territory(shipped, tenant.division.code) if shipped else ()
    return variants[0].note if variants else ""
