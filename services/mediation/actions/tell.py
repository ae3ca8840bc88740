"""Words to those who were invited, by account, by phone, or both."""

from django.utils.translation import gettext, override

from services.mediation.models import Room, Seat
from services.mediation.persons import contact_of
from services.mediation.wording import spoken
from services.notices.actions.queue import queue
from services.notices.registry import Kind
from tenants.models import User

# Words that leave are Chinese, in whatever language somebody works.
CHINESE = "zh-hans"


@override(CHINESE)
def tell(room: Room, kind: Kind, *, actor: User | None, **more: str) -> int:
    """How many could be told. Whoever does it knows."""
    told = 0
    for seat in Seat.objects.filter(room=room).select_related("user"):
        if (seat.phone or seat.user_id) and (actor is None or seat.user_id != actor.pk):
            told += say_to(seat, room, kind, **more)
    return told


@override(CHINESE)
def say_to(seat: Seat, room: Room, kind: Kind, **more: str) -> bool:
    """False where nobody is to write to this person."""
    contact = contact_of(seat.contact)
    if contact is None:
        return False
    queue(
        kind.code,
        to_user=seat.user,
        to_phone=seat.phone,
        values={"title": room.title, "when": spoken(room.starts_at), **more},
        about=f"mediation:{room.code}",
        contact=contact,
    )
    return True


@override(CHINESE)
def because(reason: str) -> str:
    return gettext("原因：%(reason)s") % {"reason": reason} if reason else ""
