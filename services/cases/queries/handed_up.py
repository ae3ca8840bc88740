"""Cases that counties handed up to a tenant. Nothing else of a county is read here."""

from dataclasses import dataclass

from services.cases.models import CaseGrant
from services.cases.queries.rows import Row, rows
from tenants.models import Tenant
from tenants.scope import across_tenants, in_tenant


@dataclass(frozen=True)
class HandedUp:
    grant: CaseGrant
    county: Tenant
    row: Row


def handed_up(to: Tenant) -> list[HandedUp]:
    """The newest first; what was taken back is not there."""
    with across_tenants(reason="the umbrella lists the cases that counties handed up to it"):
        grants = list(
            CaseGrant.objects.filter(to=to, until=None)
            .select_related("tenant", "case__version", "granted_by")
            .order_by("-granted_at", "-pk")[:500]
        )
    found: dict[int, Row] = {}
    for tenant in {grant.tenant_id: grant.tenant for grant in grants}.values():
        with in_tenant(tenant):
            of_county = [grant.case for grant in grants if grant.tenant_id == tenant.pk]
            found |= {row.case.pk: row for row in rows(of_county)}
    return [HandedUp(grant, grant.tenant, found[grant.case_id]) for grant in grants]
