"""A case follows its mediation rooms."""

from hashlib import sha256

from django.dispatch import receiver

from services.cases.actions import follow_room
from services.cases.matter import KIND, CaseMatter, case_matter
from services.mediation import signals
from services.mediation.errors import RoomError
from services.mediation.models import Minutes, Recording, Room


@receiver(signals.ended)
def a_room_ended(sender: object, room: Room, **kwargs: object) -> None:
    follow_room.follow_end(room)


@receiver(signals.recorded)
def something_was_recorded(sender: object, recording: Recording, **kwargs: object) -> None:
    follow_room.follow_recording(recording)


@receiver(signals.confirmed)
def the_minutes_were_confirmed(sender: object, minutes: Minutes, **kwargs: object) -> None:
    follow_room.follow_minutes(minutes, sha256(minutes.text.encode()).hexdigest())
    follow_room.keep_minutes(minutes)


@receiver(signals.agreed)
def the_agreement_was_signed(sender: object, room: Room, **kwargs: object) -> None:
    matter = case_matter(room.about) if room.about.startswith(f"{KIND}:") else None
    if matter is None:
        return
    effect, why = _effect(matter, room)
    follow_room.follow_agreement(room, effect, why)


def _effect(matter: CaseMatter, room: Room) -> tuple[bool, str]:
    try:
        return matter.take_effect(room), ""
    except RoomError as error:
        return False, str(error)
