"""What a proposal of claims is made of."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils import timezone

from services.calendar.periods import Period
from services.cases.models import Case
from services.directory.models import Lawyer, Mediator
from services.procedures.terms import Basis
from services.subsidies.models import Payee


@dataclass(frozen=True)
class Who:
    """A line of a register, or a name. `line` is 0 where there is none."""

    kind: str
    line: int
    name: str
    official: bool = False


@dataclass(frozen=True)
class Found:
    """A line that may be claimed. `settled` is told of petition cases."""

    who: Who
    case: Case | None = None
    day: date | None = None
    remote: bool = False
    settled: bool | None = None
    bases: tuple[Basis, ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """`again`: was refused before, and is claimed again only when somebody says so."""

    subject: str
    name: str
    why: str
    case: Case | None = None
    again: bool = False


@dataclass
class Proposal:
    lines: list[Found] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


# A kind and the key of a line, or "name" and the name.
Officials = frozenset[tuple[str, str]]


def officials_known() -> Officials:
    """Marked by hand; lawyers in public office are known by the register."""
    rows = Payee.objects.filter(official=True).values_list("lawyer", "mediator", "name")
    return frozenset(
        ("lawyer", str(lawyer)) if lawyer else ("mediator", str(mediator)) if mediator else ("name", name)
        for lawyer, mediator, name in rows
    )


def lawyer(line: Lawyer, known: Officials) -> Who:
    official = line.kind == Lawyer.Kind.PUBLIC or ("lawyer", str(line.pk)) in known
    return Who("lawyer", line.pk, line.name, official)


def mediator(line: Mediator, known: Officials) -> Who:
    return Who("mediator", line.pk, line.name, ("mediator", str(line.pk)) in known)


def named(name: str, known: Officials) -> Who:
    return Who("name", 0, name, ("name", name) in known)


def ended_before(case: Case | None, period: Period) -> bool:
    """Reviewed or filed late: it is paid in a later period than the one it ended in."""
    return case is not None and case.closed_at is not None and case.closed_at < midnight(period.first)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_current_timezone())
