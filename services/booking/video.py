"""The room of a video appointment. The storeys above hold it, and say so when they start.

from services.booking import video

@video.register
class Rooms:
    def address(self, appointment): …  # of its room; empty where there is none
    def enter(self, request, appointment): …  # for who booked: their seat goes with this browser
"""

from typing import Protocol

from django.http import HttpRequest

from services.booking.models import Appointment, Channel

_GOES_ON = (Appointment.State.CONFIRMED, Appointment.State.ARRIVED)


class Rooms(Protocol):
    def address(self, appointment: Appointment) -> str: ...

    def enter(self, request: HttpRequest, appointment: Appointment) -> str: ...


_held: list[Rooms] = []


def register(kind: type[Rooms]) -> type[Rooms]:
    _held.append(kind())
    return kind


def address(appointment: Appointment) -> str:
    """Where its room is; empty where there is none, or nothing more will happen there."""
    if appointment.channel != Channel.VIDEO or appointment.state not in _GOES_ON:
        return ""
    return next((found for one in _held if (found := one.address(appointment))), "")


def enter(request: HttpRequest, appointment: Appointment) -> str:
    """The page has proved who comes. The address to go on to; empty as above."""
    if not address(appointment):
        return ""
    return next((found for one in _held if (found := one.enter(request, appointment))), "")
