from django.db import transaction

from services.mediation.actions.within import entitled
from services.mediation.announce import changed
from services.mediation.models import Room, Seat, Utterance
from services.mediation.rules import Can


@transaction.atomic
def say(text: str, *, actor: Seat) -> None:
    """To those who are in the same place now. Who is moved there later does not read it."""
    room, seat = entitled(actor, Can.CHAT)
    if not text.strip():
        return
    readers = readers_at(room, seat.place)
    Utterance.objects.create(
        tenant_id=room.tenant_id, room=room, seat=seat, place=seat.place, readers=readers, text=text.strip()
    )
    changed(room, "chat", to=readers)


def readers_at(room: Room, place: str) -> list[int]:
    """Seats that are in this place at this moment."""
    return list(
        Seat.objects.filter(room=room, place=place, state=Seat.State.ADMITTED).values_list("pk", flat=True)
    )
