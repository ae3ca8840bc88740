"""Cases whose chain of events does not hold."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.cases import chain
from services.cases.models import Case, CaseEvent
from tenants.models import Tenant
from tenants.scope import in_tenant


@dataclass(frozen=True)
class Broken:
    tenant: Tenant
    case: Case
    faults: list[chain.Fault]


def checked(case: Case) -> tuple[list[CaseEvent], list[chain.Fault]]:
    """The events and what is wrong with them. A fault is read twice: somebody may have been writing meanwhile."""
    events = list(case.events.all())
    faults = chain.faults(case, events)
    if faults:
        case.refresh_from_db(fields=["head", "event_count"])
        events = list(CaseEvent.objects.filter(case=case))
        faults = chain.faults(case, events)
    return events, faults


def verified(tenant: Tenant, number: str = "") -> Iterator[tuple[Case, Broken | None]]:
    """Every case of the county, or the one with this number, with what is wrong with it; one at a time in memory."""
    with in_tenant(tenant):
        found = Case.objects.filter(number=number) if number else Case.objects.all()
        keys = list(found.order_by("pk").values_list("pk", flat=True))
    for key in keys:
        with in_tenant(tenant):
            case = Case.objects.defer("data").get(pk=key)
            _events, faults = checked(case)
        yield case, Broken(tenant, case, faults) if faults else None
