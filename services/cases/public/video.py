"""From the page of a video appointment into its room."""

from django.http import HttpRequest
from django.urls import reverse

from services.booking import video
from services.booking.models import Appointment
from services.cases.actions.follow_video import origin_of
from services.mediation.entry import put
from services.mediation.models import Room, Seat
from services.mediation.queries import room_of_origin


@video.register
class VideoRooms:
    def address(self, appointment: Appointment) -> str:
        room = _open_one(appointment)
        return reverse("mediation:room", args=[room.code]) if room else ""

    def enter(self, request: HttpRequest, appointment: Appointment) -> str:
        room = _open_one(appointment)
        seats = Seat.objects.filter(room=room, role=Seat.Role.PARTY).exclude(state=Seat.State.REMOVED)
        seat = seats.first() if room else None
        if seat is None:
            return ""
        seat.room = room
        put(request, seat)
        return reverse("mediation:room", args=[room.code])


def _open_one(appointment: Appointment) -> Room | None:
    room = room_of_origin(origin_of(appointment))
    return room if room and room.state != Room.State.ENDED else None
