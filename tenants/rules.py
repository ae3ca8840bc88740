"""Decisions about people, taken on what is handed in."""

from collections.abc import Iterable

from tenants import roles
from tenants.models import Tenant, User


def needs_second_factor(user: User, held: Iterable[str], tenant: Tenant) -> bool:
    """Always for administrators and platform operators; for other roles where the tenant says so."""
    demanded = roles.ALWAYS_SECOND_FACTOR | set(tenant.second_factor_roles)
    return user.is_platform_operator or not demanded.isdisjoint(held)


def may_manage_people(actor: User | None, held: Iterable[str]) -> bool:
    """`held` are the actor's live roles in the tenant concerned; no actor means a command or the system itself."""
    return actor is None or roles.COUNTY_ADMIN in held
