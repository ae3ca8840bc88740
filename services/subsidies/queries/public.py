"""What the public is told: sums by scheme for half a year, never a person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Min

from services.calendar import periods
from services.calendar.periods import Period
from services.subsidies.models import Claim, ClaimLine
from services.subsidies.schemes import Scheme

# A sum for fewer people would tell what one of them earned.
FEWEST = 3


@dataclass
class Group:
    """Schemes told together; usually one. `cases` and `days` are what was paid for."""

    schemes: list[str]
    payees: set[int] = field(default_factory=set)
    cases: int = 0
    days: int = 0
    total: Decimal = Decimal(0)
    clauses: dict[tuple[str, str], None] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return "、".join(str(Scheme(one).label) for one in self.schemes)

    @property
    def people(self) -> int:
        return len(self.payees)

    def take_in(self, other: "Group") -> None:
        self.schemes += other.schemes
        self.payees |= other.payees
        self.cases, self.days = self.cases + other.cases, self.days + other.days
        self.total += other.total
        self.clauses |= other.clauses


@dataclass(frozen=True)
class Published:
    """`withheld`: something was paid, to fewer than FEWEST people in all."""

    period: Period
    groups: list[Group]
    whole: Group | None = None
    withheld: bool = False


def published(period: Period) -> Published:
    """By the day of payment; what was clawed back is taken off."""
    groups: dict[str, Group] = {}
    for line in _lines(period):
        group = groups.setdefault(line.scheme, Group([line.scheme]))
        group.payees.add(line.payee_id)
        group.cases += line.about_id is not None
        group.days += line.day is not None
        group.total += line.amount or Decimal(0)
        group.clauses |= dict.fromkeys((document, clause) for document, clause in line.bases)
    merged = list(_merged(groups.values()))
    whole = Group([])
    for group in groups.values():
        whole.take_in(group)
    if not groups or whole.people < FEWEST:
        return Published(period, [], withheld=bool(groups))
    return Published(period, merged, whole)


def halves(today: Period) -> list[Period]:
    """The half years that are over, back to the first payment, the newest first."""
    first = Claim.objects.aggregate(first=Min("paid_on"))["first"]
    found, one = [], periods.before(today)
    while first is not None and one.last >= first:
        found.append(one)
        one = periods.before(one)
    return found


def _lines(period: Period) -> Iterable[ClaimLine]:
    return ClaimLine.objects.filter(
        state=ClaimLine.State.PAID, claim__paid_on__gte=period.first, claim__paid_on__lte=period.last
    )


def _merged(groups: Iterable[Group]) -> Iterator[Group]:
    """Small groups are told in one sum, with the next larger one where they are still too few."""
    ranked = sorted(groups, key=lambda group: group.people)
    small = Group([])
    while ranked and (ranked[0].people < FEWEST or 0 < small.people < FEWEST):
        small.take_in(ranked.pop(0))
    yield from sorted(ranked, key=lambda group: -group.total)
    if small.schemes:
        yield small
