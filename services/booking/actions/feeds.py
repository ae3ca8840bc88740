"""Secret addresses for calendar programs. The address is told once; the table keeps its fingerprint."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from services.booking.errors import NotAllowed
from services.booking.models import CalendarFeed, Resource
from services.booking.rules import serves
from tenants import roles
from tenants.cipher import fingerprint
from tenants.journal import note
from tenants.models import User
from tenants.queries import live_roles
from tenants.scope import current_tenant

_BYTES = 24


@transaction.atomic
def make_feed(resource: Resource, *, actor: User) -> tuple[CalendarFeed, str]:
    """The feed and its token, told this once. Raises NotAllowed."""
    if not serves(actor, resource):
        raise NotAllowed(_("您只能订阅自己的日程。"))
    token = secrets.token_urlsafe(_BYTES)
    feed = CalendarFeed.objects.create(
        tenant=current_tenant(), resource=resource, user=actor, token_hash=fingerprint(token)
    )
    note(actor, "feed_made", resource)
    return feed, token


@transaction.atomic
def revoke_feed(feed: CalendarFeed, *, actor: User) -> None:
    """One's own, or as an administrator of the county anybody's. Raises NotAllowed."""
    if feed.user_id != actor.pk and roles.COUNTY_ADMIN not in live_roles(actor, current_tenant()):
        raise NotAllowed(_("您只能停用自己的订阅。"))
    note(actor, "feed_revoked", feed.resource)
    feed.delete()
