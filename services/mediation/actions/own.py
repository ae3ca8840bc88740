"""What somebody says about themselves: hand, microphone, camera; and the mediator's mute."""

from django.db import transaction
from django.utils.translation import gettext as _

from services.mediation.actions.within import entitled, near, noted, other
from services.mediation.announce import changed
from services.mediation.errors import NotAllowed
from services.mediation.models import Seat
from services.mediation.protocol import Devices
from services.mediation.rules import Can, can


@transaction.atomic
def raise_hand(up: bool, *, actor: Seat) -> None:
    room, seat = entitled(actor)
    if seat.hand != up:
        Seat.objects.filter(pk=seat.pk).update(hand=up)
        changed(room, "seats", to=near(room, seat))


@transaction.atomic
def set_devices(told: Devices, *, actor: Seat) -> None:
    """Switching the own microphone on ends a mediator's mute: they may mute, never unmute."""
    room, seat = entitled(actor)
    if (told.microphone or told.camera) and not can(seat, Can.SPEAK):
        raise NotAllowed(_("旁听席不说话。"))
    if told.screen and not can(seat, Can.SHARE):
        raise NotAllowed(_("您的席位不能共享屏幕。"))
    wanted = {"microphone": told.microphone, "camera": told.camera, "screen": told.screen}
    wanted["muted"] = seat.muted and not told.microphone
    if any(getattr(seat, name) != value for name, value in wanted.items()):
        Seat.objects.filter(pk=seat.pk).update(**wanted)
        changed(room, "seats", to=near(room, seat))


@transaction.atomic
def mute(pk: int, *, actor: Seat) -> None:
    room, lead = entitled(actor, Can.LEAD)
    seat = other(room, pk)
    Seat.objects.filter(pk=seat.pk).update(microphone=False, muted=True)
    noted(room, "muted", by=lead, seat=seat.pk)
    changed(room, "seats", to=near(room, seat))
