from datetime import date, timedelta


def quarter_of(day: date) -> tuple[date, date]:
    """First and last day."""
    first = date(day.year, day.month - (day.month - 1) % 3, 1)
    following = date(first.year + first.month // 10, (first.month + 2) % 12 + 1, 1)
    return first, following - timedelta(days=1)


def last_ended(today: date) -> tuple[date, date]:
    return quarter_of(quarter_of(today)[0] - timedelta(days=1))


def ended(today: date, many: int = 4) -> list[tuple[date, date]]:
    """The last `many` quarters, the newest first."""
    found = [last_ended(today)]
    while len(found) < many:
        found.append(last_ended(found[-1][0]))
    return found
