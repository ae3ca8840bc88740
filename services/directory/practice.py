"""How long a lawyer must have practised. Pure Python."""

from datetime import date

POOL_YEARS = 3


def years(licensed_on: date, on: date) -> int:
    """Whole years of practice on a day; the day of the licence itself counts as the first."""
    before = (on.month, on.day) < (licensed_on.month, licensed_on.day)
    return max(0, on.year - licensed_on.year - before)


def may_enter_pool(licensed_on: date, since: date) -> bool:
    return years(licensed_on, since) >= POOL_YEARS
