"""Reading assignments: what waits today, what left the order, how many lawyers share the cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from services.cases.models import Case, CaseClock
from services.legal_aid.models import Assignment
from services.legal_aid.queries import within

CLOCKS = ("assign", "handover")
FEW = 3


def waiting(cases: QuerySet[Case], code: str) -> QuerySet[Case]:
    """Cases whose clock of this code runs, the one that ends first in front."""
    clocks = CaseClock.objects.filter(code=code, status=CaseClock.Status.RUNNING)
    return cases.filter(
        clocks__in=clocks, procedure_code__in=("LA_CASE", "LA_NOTIFIED"), is_open=True
    ).order_by("clocks__due_at", "pk")


def made(since: date, until: date) -> QuerySet[Assignment]:
    return Assignment.objects.filter(within("at", since, until)).select_related("case", "lawyer__firm")


def out_of_order(since: date, until: date) -> QuerySet[Assignment]:
    """Another than the first, and whoever was named where no list was shown."""
    return made(since, until).filter(Q(place__gt=1) | Q(place=None))


@dataclass(frozen=True)
class Concentration:
    """How much of what was assigned went to the three lawyers with most."""

    total: int
    lawyers: int
    top: Sequence[tuple[str, int]]

    @property
    def share(self) -> int | None:
        return round(100 * sum(count for _name, count in self.top) / self.total) if self.total else None


def concentration(since: date, until: date) -> Concentration:
    rows = made(since, until).order_by().values_list("lawyer", "name").annotate(count=Count("pk"))
    counts = [(name, count) for _pk, name, count in rows.order_by("-count", "name")]
    return Concentration(sum(count for _name, count in counts), len(counts), counts[:FEW])
