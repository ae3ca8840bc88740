"""Who receives somebody who names nobody. The rule is stated to everybody, and chance has no part in it:
who has the fewest minutes booked in that week; among equals who has waited longest; then who was registered first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Load:
    """`minutes` booked in the week of the asked day; `last` is when the person was last booked before it."""

    person: int
    minutes: int
    last: datetime | None


def ranked(loads: Iterable[Load]) -> list[Load]:
    """The first is chosen. Who was never booked has waited longest."""
    return sorted(loads, key=lambda one: (one.minutes, one.last is not None, one.last or 0, one.person))
