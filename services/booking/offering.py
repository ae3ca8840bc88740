"""How long a freed time is kept for whoever is offered it. Pure."""

from datetime import datetime, timedelta

from services.notices.hours import Span

KEPT = timedelta(hours=2)
# Less is no offer: somebody has to see the message first.
SHORTEST = timedelta(minutes=10)


def kept_until(now: datetime, last: datetime, quiet: Span) -> datetime | None:
    """Two hours, counted at night from the morning on, and not after `last`; None where too little would be left.

    `now` in the county's own time. `last` is the latest moment at which this time may still be booked.
    """
    told = _morning(now, quiet) if not quiet.is_empty and quiet.holds(now.time()) else now
    until = min(told + KEPT, last)
    return until if until - told >= SHORTEST else None


def _morning(now: datetime, quiet: Span) -> datetime:
    end = now.replace(hour=quiet.until.hour, minute=quiet.until.minute, second=0, microsecond=0)
    return end if end > now else end + timedelta(days=1)
