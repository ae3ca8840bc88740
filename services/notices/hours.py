"""When words may leave. Pure; hours of the day are the county's own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta


@dataclass(frozen=True)
class Span:
    """From `since` to just before `until`, over midnight when `until` is earlier; equal hours are an empty span."""

    since: time
    until: time

    def holds(self, moment: time) -> bool:
        if self.since <= self.until:
            return self.since <= moment < self.until
        return moment >= self.since or moment < self.until

    @property
    def is_empty(self) -> bool:
        return self.since == self.until


USUAL_QUIET = Span(time(21), time(8))


def first_allowed(moment: datetime, *, quiet: Span, open_hours: Span | None) -> datetime:
    """The moment itself, or the first one after it that is neither quiet nor outside the person's own hours.

    Where somebody's hours lie wholly in the quiet ones, what that person asked for counts.
    """
    own = open_hours if open_hours is not None and not open_hours.is_empty else None
    candidates = sorted({moment, *_starts(moment, quiet.until), *(_starts(moment, own.since) if own else ())})
    wanted = [one for one in candidates if own is None or own.holds(one.time())]
    return next((one for one in wanted if not quiet.holds(one.time())), wanted[0])


def _starts(moment: datetime, hour: time) -> Iterator[datetime]:
    """That hour of this day and the next, as far as it is still to come."""
    for days in (0, 1):
        day = moment.date() + timedelta(days=days)
        found = datetime.combine(day, hour, tzinfo=moment.tzinfo)
        if found > moment:
            yield found
