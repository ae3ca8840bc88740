"""What is in force in the county, since when, and how many cases run under which version."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from django.db.models import Count
from django.utils import timezone

from services.cases.families import name_of, rank
from services.cases.models import Case, Enactment, ProcedureVersion
from services.cases.queries.procedures import all_in_force, enactments
from services.designer.models import Draft
from services.designer.queries.drafts import at_work
from services.procedures.spec import Procedure
from tenants.models import Tenant


@dataclass(frozen=True)
class Running:
    digest: str
    version: int
    count: int


@dataclass(frozen=True)
class Line:
    """`enacted` is None where the shipped version holds; `coming` are those of a later day."""

    procedure: Procedure
    enacted: Enactment | None
    coming: tuple[Enactment, ...]
    running: tuple[Running, ...]
    drafts: tuple[Draft, ...]

    @property
    def own(self) -> bool:
        return self.enacted is not None and self.enacted.version is not None

    @property
    def digest(self) -> str:
        """Of the version: an application form of the county's own makes it another than the procedure's."""
        if self.enacted is not None and self.enacted.version is not None:
            return self.enacted.version.digest
        return self.procedure.digest

    @property
    def count(self) -> int:
        return sum(one.count for one in self.running)


def lines(tenant: Tenant) -> list[Line]:
    """Every procedure in force, family by family. The number of queries does not depend on the number of rows."""
    today = timezone.localdate()
    standing, coming, running = enactments(today), _coming(today), _running()
    drafts: dict[str, list[Draft]] = {}
    for draft in at_work():
        drafts.setdefault(draft.code, []).append(draft)
    found = [
        Line(
            procedure,
            standing.get(code),
            tuple(coming.get(code, ())),
            tuple(running.get(code, ())),
            tuple(drafts.get(code, ())),
        )
        for code, procedure in all_in_force(tenant).items()
    ]
    return sorted(
        found, key=lambda one: (rank(one.procedure.family), one.procedure.family, one.procedure.code)
    )


def families(found: list[Line]) -> list[tuple[str, list[Line]]]:
    """Expects them in order; a family without a name here stands under its code."""
    grouped = groupby(found, key=attrgetter("procedure.family"))
    return [(name_of(family), list(ones)) for family, ones in grouped]


def line(tenant: Tenant, code: str) -> Line | None:
    return next((one for one in lines(tenant) if one.procedure.code == code), None)


def history(code: str) -> list[Enactment]:
    """The newest first."""
    rows = Enactment.objects.filter(code=code).select_related("version", "made_by")
    return list(rows.order_by("-since", "-pk"))


def own_versions(code: str) -> list[ProcedureVersion]:
    """Those that were in force once, or will be; the newest first."""
    rows = ProcedureVersion.objects.filter(code=code, enactments__isnull=False).distinct()
    return list(rows.order_by("-made_at", "-pk"))


def _coming(today: date) -> dict[str, list[Enactment]]:
    found: dict[str, list[Enactment]] = {}
    for row in Enactment.objects.filter(since__gt=today).select_related("version").order_by("since", "pk"):
        found.setdefault(row.code, []).append(row)
    return found


def _running() -> dict[str, list[Running]]:
    rows = (
        Case.objects.filter(is_open=True)
        .order_by()
        .values("procedure_code", "version", "version__digest")
        .annotate(count=Count("pk"))
    )
    found: dict[str, list[Running]] = {}
    for row in rows:
        running = Running(row["version__digest"], row["version"], row["count"])
        found.setdefault(row["procedure_code"], []).append(running)
    return found


def scheduled(code: str, after: date) -> list[date]:
    """The later days from which a version is to be in force."""
    days = Enactment.objects.filter(code=code, since__gt=after).order_by("since")
    return list(days.values_list("since", flat=True).distinct())
