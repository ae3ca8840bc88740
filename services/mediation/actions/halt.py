from django.utils import timezone

from services.mediation.announce import changed
from services.mediation.models import Recording, Room


def halt(room: Room, why: str) -> None:
    """Recording stops: asked for, consent taken back, or a sealed room entered. In the caller's transaction."""
    running = Recording.objects.filter(room=room, state=Recording.State.RUNNING)
    if running.update(state=Recording.State.STOPPED, stopped_at=timezone.now(), why=why):
        changed(room, "recording")
