"""The door of web sockets: the county and the person, or no connection at all."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from channels.auth import get_user
from channels.db import database_sync_to_async
from channels.security.websocket import WebsocketDenier
from channels.sessions import SessionMiddlewareStack
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase

from tenants.accounts import second_factor
from tenants.models import Tenant, User
from tenants.queries import live_roles
from tenants.resolve import tenant_for_host
from tenants.rules import needs_second_factor
from tenants.scope import in_tenant

Application = Callable[[dict, Callable, Callable], Awaitable[Any]]


@dataclass(frozen=True)
class Visitor:
    """Who holds the connection, and in which county. `user` may be nobody: `SignedIn` says where that is not enough."""

    tenant: Tenant
    user: User | AnonymousUser
    session: SessionBase


class TenantSockets:
    """Sets `scope["visitor"]`. Refused, in this order, before anything of the service is asked:

    1. a page of another origin: browsers send cookies along whoever opens the socket;
    2. a host that is no tenant's.
    """

    def __init__(self, inner: Application) -> None:
        self.inner = SessionMiddlewareStack(_People(inner))

    async def __call__(self, scope: dict, receive: Callable, send: Callable) -> Any:
        headers = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin1")
        if not _same_origin(headers.get(b"origin", b"").decode("latin1"), host):
            return await WebsocketDenier()(scope, receive, send)
        tenant = await database_sync_to_async(tenant_for_host)(host)
        if tenant is None:
            return await WebsocketDenier()(scope, receive, send)
        return await self.inner({**scope, "tenant": tenant}, receive, send)


class _People:
    def __init__(self, inner: Application) -> None:
        self.inner = inner

    async def __call__(self, scope: dict, receive: Callable, send: Callable) -> Any:
        visitor = Visitor(scope["tenant"], await get_user(scope), scope["session"])
        return await self.inner({**scope, "visitor": visitor}, receive, send)


class SignedIn:
    """Round a consumer: whoever is not signed in on this host is refused."""

    def __init__(self, inner: Application) -> None:
        self.inner = inner

    async def __call__(self, scope: dict, receive: Callable, send: Callable) -> Any:
        if not scope["visitor"].user.is_authenticated:
            return await WebsocketDenier()(scope, receive, send)
        return await self.inner(scope, receive, send)


def _same_origin(origin: str, host: str) -> bool:
    """Any host name is allowed to be asked for (the tenants are in the database), so the two are compared."""
    return bool(origin) and urlsplit(origin).netloc.lower() == host.lower()


def is_signed_in(visitor: Visitor) -> bool:
    """Still: a session that was ended elsewhere ends its sockets, too."""
    active = User.objects.filter(pk=visitor.user.pk, is_active=True).exists()
    return active and visitor.session.exists(visitor.session.session_key)


def may_enter_desk(visitor: Visitor) -> bool:
    """Whether the back office of this county would be open to this session now."""
    with in_tenant(visitor.tenant):
        roles = live_roles(visitor.user, visitor.tenant)
    if not roles:
        return False
    return not needs_second_factor(visitor.user, roles, visitor.tenant) or second_factor.passed(visitor)
