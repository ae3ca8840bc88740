"""Time in whole steps of five minutes. A tick is a number: how many such steps lie between 1970 and its beginning."""

from datetime import UTC, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MINUTES = 5
_SECONDS = MINUTES * 60


def tick(moment: datetime) -> int:
    """Of the step in which the moment lies. Needs a moment that knows its zone."""
    return int(moment.timestamp()) // _SECONDS


def next_tick(moment: datetime) -> int:
    """The first step that begins at the moment or later."""
    return int(-(-moment.timestamp() // _SECONDS))


def moment(number: int) -> datetime:
    return datetime.fromtimestamp(number * _SECONDS, UTC)


def ticks(minutes: int) -> int:
    return -(-minutes // MINUTES)


def whole_ticks(minutes: int) -> None:
    """A validator of minutes."""
    if minutes % MINUTES:
        raise ValidationError(_("请填5的倍数。"))
