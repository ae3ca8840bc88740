"""Tells search and the caches above that the public directory of a county says something else now.

A row that is saved or deleted tells by itself (receivers). What writes past `save` – QuerySet.update, bulk_create –
calls `announce_row` or, for many, `announce`, inside its own transaction.
"""

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.dispatch import Signal

from search.index import changed as index_changed
from services.directory.models import Lawyer, Mediator, Organisation
from tenants.models import Tenant, TenantOwned
from tenants.scope import in_tenant

# Sent after the commit, with `tenant_pk`: whoever keeps pages of the directory makes them anew.
changed = Signal()


def announce(
    tenant: Tenant,
    *,
    organisations: Iterable[int] = (),
    mediators: Iterable[int] = (),
    lawyers: Iterable[int] = (),
) -> None:
    """For many rows by their keys, best inside search.index.deferred(); without any, the pages alone."""
    rows = {"organisation": organisations, "mediator": mediators, "lawyer": lawyers}
    for kind, keys in rows.items():
        for pk in keys:
            index_changed(kind, pk, tenant=tenant)
    transaction.on_commit(partial(changed.send, announce, tenant_pk=tenant.pk))


def announce_row(row: TenantOwned) -> None:
    """Of an organisation its people, too: they carry its name and place, and are shown as long as it is."""
    match row:
        case Mediator():
            announce(row.tenant, mediators=[row.pk])
        case Lawyer():
            announce(row.tenant, lawyers=[row.pk])
        case Organisation():
            with in_tenant(row.tenant):
                mediators = list(Mediator.objects.filter(organisation=row.pk).values_list("pk", flat=True))
                lawyers = list(Lawyer.objects.filter(firm=row.pk).values_list("pk", flat=True))
            announce(row.tenant, organisations=[row.pk], mediators=mediators, lawyers=lawyers)
        case _:
            announce(row.tenant)
