"""What must be true of a county's bookings whatever happened. Reckoned from the rows, not by the product's own code."""

from collections import Counter, defaultdict
from datetime import timedelta
from itertools import pairwise

from services.booking.models import Appointment, Occupied, Session

PLACED = {"held", "confirmed", "arrived", "done", "no_show"}


def broken() -> list[str]:
    """Sentences about everything that is wrong; empty when all is well. Inside the county's scope."""
    sessions = {row.pk: row for row in Session.objects.select_related("service")}
    appointments = list(Appointment.objects.all())
    return [
        *_overlaps(sessions.values()),
        *_steps(sessions),
        *_places(sessions, appointments),
        *_times(sessions, appointments),
    ]


def _overlaps(sessions):
    taken = defaultdict(list)
    for one in sessions:
        for key in filter(None, (one.person_id, one.room_id)):
            taken[key].append(one)
    for key, mine in taken.items():
        mine.sort(key=lambda one: one.first_tick)
        for first, second in pairwise(mine):
            if second.first_tick < first.end_tick:
                yield f"resource {key} is booked twice: {first} and {second}"


def _steps(sessions):
    wanted = Counter(
        (key, tick, one.pk)
        for one in sessions.values()
        for key in filter(None, (one.person_id, one.room_id))
        for tick in range(one.first_tick, one.end_tick)
    )
    found = Counter(Occupied.objects.values_list("resource", "tick", "session"))
    if wanted != found:
        yield f"the steps are not those of the sessions: {wanted - found} missing, {found - wanted} too many"


def _places(sessions, appointments):
    given = defaultdict(list)
    for one in appointments:
        if one.state in PLACED:
            given[one.session_id].append(one.place)
        elif one.session_id is not None:
            yield f"{one} is {one.state} and has a place"
    for key, session in sessions.items():
        places = given.pop(key, [])
        if not places:
            yield f"nobody is in {session}"
        if len(set(places)) != len(places) or not set(places) <= set(range(session.service.capacity)):
            yield f"{session} has {session.service.capacity} places and gave {places}"
    if given:
        yield f"places in no session: {dict(given)}"


def _times(sessions, appointments):
    for one in appointments:
        session = sessions.get(one.session_id)
        if session and (one.starts_at, one.person_id) != (session.starts_at, session.person_id):
            yield f"{one} says another time or person than its session"
        if session and session.ends_at - session.starts_at != timedelta(minutes=session.service.minutes):
            yield f"{session} lasts too long or too short"
