from functools import partial

from django.db import transaction
from wagtail.models import Page

from home.freshness import renew
from home.kinds import kind_of
from home.tenancy import tenant_of
from search.index import changed
from tenants.models import Tenant
from tenants.scope import in_tenant


def announce(page: Page, *, tenant: Tenant | None = None) -> None:
    """Tells the search index and the page cache that a page is not what it was.

    The index task is a row in the caller's transaction; the cache is renewed after commit. `tenant` is given
    when the page has left it.
    """
    owner = tenant or tenant_of(page)
    if owner is None:
        return
    announce_site(owner)
    kind = kind_of(page)
    if kind:
        with in_tenant(owner):
            changed(kind, page.pk, tenant=owner)


def announce_site(tenant: Tenant) -> None:
    """Renews every page of the tenant and of the umbrella that lists its news."""
    transaction.on_commit(partial(renew, tenant.pk))
    if tenant.parent_id:
        transaction.on_commit(partial(renew, tenant.parent_id))
