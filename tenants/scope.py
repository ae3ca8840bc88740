"""The only two ways to say whose rows are meant. Outside both, a tenant's table refuses to be read."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django_scopes import get_scope, scope, scopes_disabled

if TYPE_CHECKING:
    from tenants.models import Tenant

log = logging.getLogger("fengqiao.tenants")


def current_tenant() -> "Tenant | None":
    return get_scope().get("tenant")


@contextmanager
def in_tenant(tenant: "Tenant") -> Iterator["Tenant"]:
    with scope(tenant=tenant):
        yield tenant


@contextmanager
def across_tenants(*, reason: str) -> Iterator[None]:
    """Opens every tenant's rows. The reason is for the reader of the code and, at debug level, of the log."""
    if not reason:
        raise ValueError("Leaving the tenant needs a reason.")
    log.debug("across tenants: %s", reason)
    with scopes_disabled():
        yield
