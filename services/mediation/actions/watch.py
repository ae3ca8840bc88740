from django.db import transaction
from django.utils.translation import gettext as _

from services.mediation.errors import NotAllowed, RoomError
from services.mediation.models import Recording
from services.mediation.recordings import led_by, may_watch
from tenants.journal import note
from tenants.models import User
from tenants.queries import live_roles

SHORTEST = 4


@transaction.atomic
def watch(recording: Recording, *, actor: User, reason: str = "") -> None:
    """Every look stands in the journal: who, when, which, and why where it was not their own room."""
    said = reason.strip()
    if not may_watch(recording, actor, live_roles(actor, recording.room.tenant)):
        raise NotAllowed(_("这段录像不由您看。"))
    if recording.state != Recording.State.FINISHED:
        raise RoomError(_("录像还在收尾，请过一分钟再看。"))
    if len(said) < SHORTEST and not led_by(actor, recording):
        raise RoomError(_("请写明观看的原因，至少%(count)s个字。") % {"count": SHORTEST})
    note(actor, "mediation_watched", recording.room, recording=recording.pk, reason=said)
