"""Who has to say yes before anything is recorded: everybody in the room, and whoever may come in without the door."""

from datetime import datetime

from django.utils import timezone

from services.mediation.models import Room, Seat
from services.mediation.rules import comes_back, inside, present


def there(room: Room, now: datetime | None = None) -> list[Seat]:
    """In the room now, or cut off so shortly that they walk in again by themselves."""
    now = now or timezone.now()
    seats = Seat.objects.filter(room=room, state=Seat.State.ADMITTED)
    return [seat for seat in seats if is_there(seat, now)]


def is_there(seat: Seat, now: datetime) -> bool:
    return inside(seat) and (present(seat, now) or comes_back(seat, now))
