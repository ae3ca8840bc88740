"""Tells search and the caches above that the public directory of a county says something else now."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.dispatch import Signal

from search.index import changed as index_changed
from tenants.models import Tenant

# Sent after the commit, with `tenant_pk`: whoever keeps pages of the directory makes them anew.
changed = Signal()


def announce(
    tenant: Tenant,
    *,
    organisations: Iterable[int] = (),
    mediators: Iterable[int] = (),
    lawyers: Iterable[int] = (),
) -> None:
    """Call it inside the transaction that changes these rows. What is saved or deleted row by row calls it itself;
    what is written in bulk (bulk_create, QuerySet.update) calls it with the keys, best inside search.index.deferred().
    """
    rows = {"organisation": organisations, "mediator": mediators, "lawyer": lawyers}
    for kind, keys in rows.items():
        for pk in keys:
            index_changed(kind, pk, tenant=tenant)
    transaction.on_commit(partial(changed.send, announce, tenant_pk=tenant.pk))
