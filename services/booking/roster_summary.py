"""What the place reports back every month: who was on duty how often, how long, and who stayed away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from services.booking.models import Shift

State = Shift.State
_WORKED = (State.DONE, State.ON_DUTY)


@dataclass
class Line:
    """`unrecorded`: over, and nobody wrote down whether the person came."""

    name: str
    office: str = ""
    shifts: int = 0
    worked: int = 0
    absent: int = 0
    unrecorded: int = 0
    time: timedelta = timedelta()

    @property
    def hours(self) -> str:
        return f"{self.time.total_seconds() / 3600:.1f}"


def summary(shifts: Iterable[Shift]) -> list[Line]:
    """By person, in the order of their names. What was called off or waits for somebody counts for nobody."""
    found: dict[int, Line] = {}
    for shift in shifts:
        person = shift.resource
        if person is None or shift.state in (State.VOID, State.REPLACING):
            continue
        line = found.setdefault(person.pk, Line(person.name, person.organisation.name))
        line.shifts += 1
        line.worked += shift.state in _WORKED
        line.absent += shift.state == State.ABSENT
        line.unrecorded += is_unrecorded(shift)
        if shift.came_at and shift.left_at:
            line.time += shift.left_at - shift.came_at
    return sorted(found.values(), key=lambda line: (line.name, line.office))


def is_unrecorded(shift: Shift) -> bool:
    return shift.state in (State.PLANNED, State.PUBLISHED, State.ON_DUTY) and shift.ends_at < timezone.now()
