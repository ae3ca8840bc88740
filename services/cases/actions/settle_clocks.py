"""Works the ends of clocks out again after the county's calendar of working days has changed."""

from django.db import transaction

from services.calendar.queries import working_days
from services.cases.actions.run_clocks import earliest, settle
from services.cases.clockwork import WorkingDays
from services.cases.models import Case, CaseClock
from services.cases.queries.procedures import declared
from tenants.models import Tenant
from tenants.scope import in_tenant

KEPT = ("due_at", "assumed_from", "unknown_because", "speaks_at")


def settle_clocks(tenant: Tenant) -> int:
    """Of every open case of the county, one transaction for each. Returns how many due dates have moved."""
    with in_tenant(tenant):
        calendar = working_days()
        cases = Case.objects.filter(is_open=True, clocks__status=CaseClock.Status.RUNNING).distinct()
        return sum(_settle(pk, calendar) for pk in list(cases.values_list("pk", flat=True)))


@transaction.atomic
def _settle(pk: int, calendar: WorkingDays) -> int:
    case = Case.objects.select_for_update(of=("self",)).select_related("version").get(pk=pk)
    procedure = declared(case.version)
    rows = list(CaseClock.objects.filter(case=case).exclude(status=CaseClock.Status.STOPPED))
    moved = 0
    for row in rows:
        before = row.due_at
        settle(row, procedure, calendar)
        moved += row.due_at != before
        row.save(update_fields=KEPT)
    Case.objects.filter(pk=pk).update(due_at=earliest(rows, procedure))
    return moved
