"""A draft tried on cases that are over: which would be late, what was not filled in, where it is no way.

Nothing is written. What is sealed is opened in memory only; the answer holds numbers of cases, never their contents.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from services.calendar.queries import working_days
from services.cases.models import Case, CaseEvent, CasePaper, Evidence
from services.cases.queries.procedures import in_force
from services.designer import words
from services.designer.replay import Outcome, Past, Replay, Story
from services.procedures.spec import Procedure
from tenants.models import Tenant

NEWEST = 500


@dataclass(frozen=True)
class Tried:
    """One case: the clocks it would overrun with the days, and what else does not fit."""

    pk: int
    number: str
    late: tuple[tuple[str, int], ...]
    empty: tuple[str, ...]
    unbrought: tuple[str, ...]
    unconfirmed: tuple[str, ...]
    stuck: str

    @property
    def fits(self) -> bool:
        return not (self.late or self.empty or self.unbrought or self.stuck)


@dataclass(frozen=True)
class OfClock:
    name: str
    span: str
    ran: int
    late: int
    late_now: int
    longest: int


@dataclass(frozen=True)
class Trial:
    """`late_now` counts the cases that are late by what is in force today, for comparison."""

    cases: tuple[Tried, ...]
    clocks: tuple[OfClock, ...]
    empty: tuple[tuple[str, int], ...]
    unbrought: tuple[tuple[str, int], ...]
    unconfirmed: tuple[tuple[str, int], ...]
    stuck: tuple[tuple[str, int], ...]
    late_now: int

    @property
    def late(self) -> int:
        return sum(1 for case in self.cases if case.late)

    @property
    def misfits(self) -> tuple[Tried, ...]:
        return tuple(case for case in self.cases if not case.fits)

    def sentence(self) -> str:
        said = _(
            "已试算%(all)s件：%(late)s件会逾期（按现行程序%(now)s件），%(empty)s个必填项有案件没有填写，%(stuck)s件走不通"
        )
        return said % {
            "all": len(self.cases),
            "late": self.late,
            "now": self.late_now,
            "empty": len(self.empty),
            "stuck": sum(1 for case in self.cases if case.stuck),
        }


def trial(procedure: Procedure, tenant: Tenant) -> Trial:
    """The newest closed cases of the procedure. The number of queries does not depend on the number of cases."""
    told = _stories(procedure.code)
    calendar = working_days(tenant)
    draft = Replay(procedure, calendar)
    outcomes = {case: draft(story) for case, story in told.items()}
    try:
        standing = Replay(in_force(tenant, procedure.code), calendar)
    except KeyError:
        before: list[Outcome] = []
    else:
        before = [standing(story) for story in told.values()]
    return Trial(
        cases=tuple(_tried(procedure, pk, number, found) for (pk, number), found in outcomes.items()),
        clocks=_clocks(procedure, outcomes.values(), before),
        empty=_counted(procedure, (found.empty for found in outcomes.values()), "fields"),
        unbrought=_counted(procedure, (found.unbrought for found in outcomes.values()), "documents"),
        unconfirmed=_counted(procedure, (found.unconfirmed for found in outcomes.values()), "guards"),
        stuck=tuple(Counter(_stuck(found) for found in outcomes.values() if found.stuck).most_common()),
        late_now=sum(1 for found in before if found.late),
    )


def _stories(code: str) -> dict[tuple[int, str], Story]:
    closed = Case.objects.filter(procedure_code=code, is_open=False).order_by("-closed_at", "-pk")
    cases = dict(closed.values_list("pk", "number")[:NEWEST])
    papers: dict[int, set[str]] = {}
    for table in (CasePaper, Evidence):
        for case, paper in table.objects.filter(case__in=cases).order_by().values_list("case", "code"):
            papers.setdefault(case, set()).add(paper)
    kinds = (CaseEvent.Kind.OPENED, CaseEvent.Kind.STEP)
    events: dict[int, list[CaseEvent]] = {}
    for event in CaseEvent.objects.filter(case__in=cases, kind__in=kinds).order_by("case", "position"):
        events.setdefault(event.case_id, []).append(event)
    return {
        (pk, number): _story(events[pk], frozenset(papers.get(pk, ())))
        for pk, number in cases.items()
        if pk in events
    }


def _story(events: list[CaseEvent], papers: frozenset[str]) -> Story:
    first = events[0]
    steps = tuple(
        Past(
            event.code,
            event.text,
            timezone.localtime(event.at),
            _filled(event.data),
            frozenset((event.data or {}).get("confirmed") or ()),
            automatic=event.actor_id is None,
        )
        for event in events
        if event.kind == CaseEvent.Kind.STEP
    )
    return Story(timezone.localtime(first.at), _filled(first.data), steps, papers)


def _filled(data: Mapping[str, Any] | None) -> Mapping[str, Any]:
    filled = (data or {}).get("filled")
    return filled if isinstance(filled, Mapping) else {}


def _tried(procedure: Procedure, pk: int, number: str, found: Outcome) -> Tried:
    return Tried(
        pk,
        number,
        late=tuple((procedure.by_clock[ran.clock].name, ran.over) for ran in found.late),
        empty=tuple(_where(procedure, "fields", one) for one in dict.fromkeys(found.empty)),
        unbrought=tuple(_where(procedure, "documents", one) for one in dict.fromkeys(found.unbrought)),
        unconfirmed=tuple(_where(procedure, "guards", one) for one in dict.fromkeys(found.unconfirmed)),
        stuck=_stuck(found),
    )


def _stuck(found: Outcome) -> str:
    if found.stuck is None:
        return ""
    step, why = found.stuck
    if why is None:
        return _("新程序里没有步骤“%(step)s”") % {"step": step}
    return _("步骤“%(step)s”：%(why)s") % {"step": step, "why": why.said(_)}


def _where(procedure: Procedure, section: str, one: tuple[str, str]) -> str:
    step, code = one
    item = getattr(procedure, section).get(code)
    name = (getattr(item, "label", "") or item.name) if item else code
    return f"{name}（{procedure.by_transition[step].name}）"


def _counted(
    procedure: Procedure, found: Iterable[list[tuple[str, str]]], section: str
) -> tuple[tuple[str, int], ...]:
    """In how many cases each was missing, the most frequent first."""
    counts = Counter(one for missing in found for one in dict.fromkeys(missing))
    return tuple((_where(procedure, section, one), count) for one, count in counts.most_common())


def _clocks(procedure: Procedure, found: Iterable[Outcome], before: Iterable[Outcome]) -> tuple[OfClock, ...]:
    ran = [one for outcome in found for one in outcome.ran]
    late_now = Counter(one.clock for outcome in before for one in outcome.late)
    return tuple(
        OfClock(
            clock.name,
            words.amount(procedure.numbers[clock.number]),
            sum(1 for one in ran if one.clock == clock.code),
            sum(1 for one in ran if one.clock == clock.code and one.late),
            late_now[clock.code],
            max((one.over for one in ran if one.clock == clock.code), default=0),
        )
        for clock in procedure.clocks
        if any(one.clock == clock.code for one in ran)
    )
