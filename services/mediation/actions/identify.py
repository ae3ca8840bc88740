from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.mediation.actions.within import entitled, near, noted, other
from services.mediation.announce import changed
from services.mediation.errors import RoomError
from services.mediation.models import Seat
from services.mediation.rules import Can

_DIGITS = 4


@transaction.atomic
def identify(pk: int, how: str, note: str, *, actor: Seat) -> None:
    """The mediator made sure who sits there: knows them, asked for the last digits, or was shown a document."""
    room, lead = entitled(actor, Can.LEAD)
    seat = other(room, pk)
    if how not in Seat.Identity.values:
        raise RoomError(_("请选择怎样核对了身份。"))
    if how == Seat.Identity.LAST_DIGITS and len(note.strip()) != _DIGITS:
        raise RoomError(_("请填写身份证的后四位。"))
    if how == Seat.Identity.DOCUMENT and not note.strip():
        raise RoomError(_("请填写出示了什么证件。"))
    seat.identity, seat.identity_note = how, note.strip()
    seat.identity_by, seat.identity_at = lead.name, timezone.now()
    seat.save(update_fields=["identity", "identity_note", "identity_by", "identity_at"])
    noted(room, "identified", by=lead, seat=seat.pk, how=how)
    changed(room, "seats", "paper", to=near(room, seat))
