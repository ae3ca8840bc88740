"""Free times as a form offers them, and as it sends one back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.booking.free import Slot, free
from services.booking.models import BookableService, Resource

DAYS = 7
ANYBODY = "any"
# Nine would not be a date any more.
DIGITS = 8


@dataclass(frozen=True)
class Day:
    day: date
    slots: Sequence[Slot]


def offered_days(
    service: BookableService,
    channel: str,
    first: date,
    *,
    days: int = DAYS,
    person: Resource | None = None,
    moving: int | None = None,
) -> list[Day]:
    """The staff does not keep the service's lead. Days on which nothing is free are there, empty."""
    offer = free(service, channel, first, days, person=person, lead=False, moving=moving)
    return [Day(day, offer.on(day)) for day in (first + timedelta(days=number) for number in range(days))]


def read_slot(written: str, service: BookableService) -> tuple[int | None, Resource | None]:
    """`5984712-any` or `5984712-17`; the time is None where it is no such thing or the person is not of the service."""
    start, _dash, who = written.partition("-")
    if not (start.isdecimal() and len(start) <= DIGITS):
        return None, None
    if who == ANYBODY:
        return int(start), None
    person = service.resources.filter(pk=who).first() if who.isdecimal() else None
    return (int(start), person) if person else (None, None)
