"""The promise line: each step, its legal limit and clause, the days used, who holds it, what if it is late."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from services.calendar.queries import working_days
from services.cases import bases, clockwork
from services.cases.models import Case, CaseClock, CaseEvent, Handler
from services.cases.queries.procedures import declared
from services.procedures.spec import Clock, Procedure
from services.procedures.terms import Basis, Number


@dataclass(frozen=True)
class Stop:
    """A state on the way: `status` is passed, now or ahead."""

    code: str
    name: str
    status: str
    since: datetime | None = None


@dataclass(frozen=True)
class Clause:
    document_number: str
    clause: str
    address: str = ""


@dataclass(frozen=True)
class Limit:
    """A clock of the case that runs, stands or has ended. `used` counts in the unit of `amount` where it is days."""

    code: str
    name: str
    status: str
    span: str
    started_at: datetime
    due_at: datetime | None
    due_on: date | None
    used: int
    amount: int | None
    late: bool
    days_left: int | None
    assumed_from: date | None
    unknown_because: str
    in_charge: str
    next_in_charge: str
    consequence: str
    clauses: tuple[Clause, ...]
    note: str


@dataclass(frozen=True)
class Promise:
    state: str
    turn: str
    stops: tuple[Stop, ...]
    limits: tuple[Limit, ...]

    @property
    def late(self) -> tuple[Limit, ...]:
        return tuple(limit for limit in self.limits if limit.late)


def promise(case: Case, now: datetime | None = None) -> Promise:
    """Four queries, whatever the case has been through."""
    now, procedure = now or timezone.now(), declared(case.version)
    handlers = list(Handler.objects.filter(case=case, until=None))
    rows = list(CaseClock.objects.filter(case=case))
    calendar = working_days()
    return Promise(
        state=procedure.by_state[case.state].name,
        turn=_people(procedure, case.turn, handlers),
        stops=_stops(case, procedure),
        limits=tuple(_limit(row, case, procedure, handlers, now, calendar) for row in rows),
    )


def _stops(case: Case, procedure: Procedure) -> tuple[Stop, ...]:
    """The states passed, then the one now, then the rest of the usual way."""
    events = CaseEvent.objects.filter(case=case, kind__in=(CaseEvent.Kind.OPENED, CaseEvent.Kind.STEP))
    been: dict[str, datetime] = {}
    for state, at in events.order_by("position").values_list("state", "at"):
        been.pop(state, None)
        been[state] = at
    found = [
        Stop(code, procedure.by_state[code].name, "now" if code == case.state else "passed", at)
        for code, at in been.items()
        if code in procedure.by_state
    ]
    if not case.is_open:
        return tuple(found)
    ahead = [code for code in procedure.flow if code not in been]
    if case.state in procedure.flow:
        place = procedure.flow.index(case.state)
        ahead = [code for code in procedure.flow[place + 1 :] if code not in been]
    return (*found, *(Stop(code, procedure.by_state[code].name, "ahead") for code in ahead))


def _limit(
    row: CaseClock, case: Case, procedure: Procedure, handlers: list[Handler], now: datetime, calendar: Any
) -> Limit:
    clock, number = clockwork.declared(row, procedure), clockwork.number(row, procedure)
    end = row.ended_at or now
    due_on = clockwork.last_day(row)
    late = row.due_at is not None and clock.kind != "minimum_duration" and end >= row.due_at
    running = row.status != CaseClock.Status.STOPPED
    return Limit(
        code=row.code,
        name=clock.name,
        status=row.status,
        span=span(number),
        started_at=row.started_at,
        due_at=row.due_at,
        due_on=due_on,
        used=clockwork.used(row, procedure, now, calendar),
        amount=number.amount,
        late=late,
        days_left=(due_on - timezone.localdate(now)).days if due_on and running else None,
        assumed_from=row.assumed_from,
        unknown_because=row.unknown_because,
        in_charge=_people(procedure, case.turn, handlers) if running else "",
        next_in_charge="、".join(_role(procedure, role) for role in clock.escalate_to),
        consequence=_consequence(procedure, clock, case.state),
        clauses=tuple(clause(basis) for basis in number.basis),
        note=number.note,
    )


def clause(basis: Basis) -> Clause:
    return Clause(basis.document_number, basis.clause, bases.address(basis))


def span(number: Number) -> str:
    """As one says it: 30日, 7个工作日, 24小时, 当日."""
    if number.amount is None:
        return number.text or _("由约定或办案单位确定")
    if number.amount == 0:
        return _("当日")
    words = {
        "hour": _("%d小时"),
        "calendar_day": _("%d日"),
        "working_day": _("%d个工作日"),
        "week": _("%d周"),
        "month": _("%d个月"),
        "quarter": _("%d个季度"),
        "half_year": _("%d个半年"),
        "year": _("%d年"),
    }
    return words[number.unit] % number.amount if number.unit in words else f"{number.amount}"


def _people(procedure: Procedure, roles: Any, handlers: list[Handler]) -> str:
    said = []
    for role in roles:
        names = "、".join(one.name for one in handlers if one.role == role)
        said.append(f"{_role(procedure, role)}{names}" if names else _role(procedure, role))
    return "、".join(said)


def _role(procedure: Procedure, role: str) -> str:
    found = procedure.roles.get(role)
    return found.name if found else role


def _consequence(procedure: Procedure, clock: Clock, state: str) -> str:
    """What happens by itself when the clock ends, in the words of the procedure."""
    ways = [way for way in procedure.leaving(state) if way.due == clock.code]
    if ways:
        return _("届满后自动进入“%(state)s”") % {"state": procedure.by_state[ways[0].to].name}
    if clock.kind == "window" and clock.governs:
        names = "、".join(procedure.by_transition[code].name for code in clock.governs)
        return _("过期不能再“%(steps)s”") % {"steps": names}
    if clock.escalate_to:
        return _("逾期报%(who)s督办") % {"who": _role(procedure, clock.escalate_to[0])}
    return ""
