from django.db import transaction
from django.utils import timezone

from services.mediation import signals
from services.mediation.actions.door import taken_out
from services.mediation.actions.halt import halt
from services.mediation.actions.within import entitled, noted
from services.mediation.announce import changed
from services.mediation.models import Room, Seat
from services.mediation.rules import Can
from tenants.journal import note
from tenants.scope import in_tenant


@transaction.atomic
def end_room(*, actor: Seat) -> None:
    room, lead = entitled(actor, Can.LEAD)
    halt(room, "ended")
    room.state, room.ended_at = Room.State.ENDED, timezone.now()
    room.save(update_fields=["state", "ended_at"])
    noted(room, "ended", by=lead)
    note(lead.user, "mediation_ended", room)
    changed(room, "room", "seats")
    taken_out(room, list(Seat.objects.filter(room=room)))
    tenant = room.tenant

    def tell() -> None:
        with in_tenant(tenant):
            signals.ended.send(Room, room=room)

    transaction.on_commit(tell, robust=True)
