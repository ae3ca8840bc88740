from django.db import transaction

from services.mediation import notice_kinds
from services.mediation.actions.invite import address
from services.mediation.actions.open_room import new_invitation
from services.mediation.actions.tell import say_to
from services.mediation.models import Room, Seat
from tenants.models import User


@transaction.atomic
def send_plan(room: Room, *, actor: User | None) -> int:
    """Everybody of a planned room but `actor` is told: by their account where they have one, else with a code.

    How many. A code is made only for who can be told it.
    """
    told = 0
    for seat in Seat.objects.filter(room=room).select_related("user"):
        seat.room = room
        if seat.user_id is not None:
            if actor is None or seat.user_id != actor.pk:
                link = f"{room.tenant.root_url}/mediation/{room.code}/"
                told += say_to(seat, room, notice_kinds.PLANNED, link=link)
        elif seat.phone and seat.contact.get("neutral"):
            # Outside nothing is said but that there is something to read: a code would say what.
            told += say_to(seat, room, notice_kinds.PLANNED, link=f"{room.tenant.root_url}/track/")
        elif seat.phone and not seat.contact.get("never"):
            code = new_invitation(seat, actor=actor)
            told += say_to(seat, room, notice_kinds.INVITED, link=address(room, code), code=code)
    return told
