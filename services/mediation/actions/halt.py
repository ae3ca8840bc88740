from django.utils import timezone

from services.mediation.actions.within import noted
from services.mediation.announce import changed
from services.mediation.consent import there
from services.mediation.models import Recording, Room, Seat
from services.mediation.recordings import running


def halt(room: Room, why: str) -> bool:
    """Recording stops: asked for, consent taken back, or a sealed room entered. In the caller's transaction."""
    rows = Recording.objects.filter(room=room, state=Recording.State.RUNNING)
    if not rows.update(state=Recording.State.STOPPED, stopped_at=timezone.now(), why=why):
        return False
    noted(room, "recording_stopped", why=why)
    changed(room, "recording")
    return True


def heed(room: Room) -> None:
    """After somebody came or went: it does not run on over one who has not said yes, nor without its recorder."""
    row = running(room)
    if row is None:
        return
    if any(seat.consented is not True for seat in there(room)):
        halt(room, "newcomer")
    elif row.seat.state != Seat.State.ADMITTED:
        halt(room, "left")
