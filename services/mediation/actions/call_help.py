"""A mediator calls for help; nobody else in the room learns of it."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from services.mediation import help_kinds
from services.mediation.actions.within import entitled, noted
from services.mediation.announce import changed
from services.mediation.errors import RoomError
from services.mediation.models import Room, RoomEvent, Seat
from services.mediation.rules import Can, leads
from services.notices.actions.queue import queue
from tenants import roles
from tenants.journal import note
from tenants.models import Membership, User
from tenants.queries import live

# Whoever is told once looks after it; a second call says that nobody came.
AGAIN_AFTER = timedelta(minutes=2)
_TOLD = frozenset({roles.RECEPTIONIST, roles.COUNTY_ADMIN})


@transaction.atomic
def call_help(*, actor: Seat) -> int:
    """Tells the county's desk and administrators, and says how many. Raises RoomError when it has just been called."""
    room, lead = entitled(actor, Can.CALL_HELP)
    lately = RoomEvent.objects.filter(room=room, kind="help_called", at__gt=timezone.now() - AGAIN_AFTER)
    if lately.exists():
        raise RoomError(_("刚才已经通知过了，两分钟后可以再次通知。有人身危险请直接拨打110。"))
    told = _people(lead)
    for person in told:
        queue(help_kinds.HELP.code, to_user=person, values=_words(room, lead), about=f"mediation:{room.code}")
    noted(room, "help_called", by=lead, place=lead.place, told=len(told))
    note(lead.user, "mediation_help", room, told=len(told))
    changed(room, "help", to=[one.pk for one in Seat.objects.filter(room=room) if leads(one)])
    return len(told)


def _people(lead: Seat) -> list[User]:
    members = Membership.objects.filter(live(), role__in=_TOLD).values("user")
    return list(get_user_model().objects.filter(pk__in=members, is_active=True).exclude(pk=lead.user_id))


@override("zh-hans")
def _words(room: Room, lead: Seat) -> dict[str, str]:
    place = room.organisation
    own = lead.user.phone if lead.user and lead.user.phone_verified else lead.phone
    return {
        "mediator": lead.name,
        "room": room.title,
        "code": room.code,
        "organisation": place.name if place else _("未设调解组织"),
        "phone": own or (place.phone if place else "") or room.dial_in or _("未登记"),
    }
