from django.db.models import QuerySet

from services.mediation.models import Room, Seat


def rooms_about(about: str) -> QuerySet[Room]:
    """Those of one matter that have not ended, the next one first."""
    return Room.objects.filter(about=about).exclude(state=Room.State.ENDED).order_by("starts_at", "pk")


def seats_of(room: Room) -> QuerySet[Seat]:
    return Seat.objects.filter(room=room).select_related("user", "acts_for")
