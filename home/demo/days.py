"""Days of the demo are counted from the day it is loaded, so that it never ages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

_WHOLE = re.compile(r"^day:(-?\d+)(?:T(\d\d:\d\d))?$")
_INSIDE = re.compile(r"\{day:(-?\d+)\}")
_SATURDAY = 5
_OPENS, _MINUTES_OPEN = time(8, 40), 8 * 60


@dataclass(frozen=True)
class Days:
    """`day:-3` is three days ago, `day:10` in ten days. Offices work on weekdays: what fell on a weekend was the
    Friday before."""

    now: datetime

    def day(self, number: int) -> date:
        day = timezone.localdate(self.now) + timedelta(days=number)
        return day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1)) if number <= 0 else day

    def moment(self, number: int, turn: int) -> datetime:
        """Within the hours of the office, never in the future; `turn` spreads what happened on one day."""
        at = datetime.combine(self.day(number), _OPENS) + timedelta(minutes=turn % _MINUTES_OPEN)
        return min(timezone.make_aware(at), self.now)

    def said(self, value: Any) -> Any:
        """A declared value with its days named: a whole `day:-3` as ISO, `{day:-3}` inside words as people say it."""
        if isinstance(value, Mapping):
            return {key: self.said(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self.said(one) for one in value]
        return self._words(value) if isinstance(value, str) else value

    def _words(self, text: str) -> str:
        whole = _WHOLE.match(text)
        if whole:
            day = self.day(int(whole[1])).isoformat()
            return f"{day}T{whole[2]}:00" if whole[2] else day
        return _INSIDE.sub(lambda found: _spoken(self.day(int(found[1]))), text)


def _spoken(day: date) -> str:
    return f"{day.month}月{day.day}日"
