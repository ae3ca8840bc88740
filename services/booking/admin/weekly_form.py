"""A week on one page: a row for each kind of day, two spans or as many as there are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.booking.actions.keep_hours import Term
from services.booking.models import DayKind, OpeningHours
from services.calendar.widgets import DayInput

SPANS = 2
# Monday goes to these.
_WEEKDAYS = (DayKind.TUESDAY, DayKind.WEDNESDAY, DayKind.THURSDAY, DayKind.FRIDAY)
# A duty that begins in the evening may end the next morning; anything else that ends before it begins is a slip.
_EVENING, _MORNING = time(16), time(12)


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


@dataclass(frozen=True)
class Line:
    day: Any
    spans: list[tuple[forms.BoundField, forms.BoundField]]
    errors: list[str]


class WeeklyForm(forms.Form):
    since = forms.DateField(label=gettext_lazy("自何日起"), required=False, widget=DayInput)
    until = forms.DateField(label=gettext_lazy("至何日止"), required=False, widget=DayInput)

    def __init__(self, *args: Any, spans: int = SPANS, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.spans = spans
        for day in DayKind:
            for number in range(spans):
                for end, label in (("opens", _("从")), ("closes", _("到"))):
                    self.fields[_name(day, number, end)] = forms.TimeField(
                        label=f"{day.label} {label}", required=False, widget=TimeInput()
                    )

    def lines(self) -> Iterator[Line]:
        for day in DayKind:
            pairs = [(self[_name(day, n, "opens")], self[_name(day, n, "closes")]) for n in range(self.spans)]
            errors = [error for pair in pairs for field in pair for error in field.errors]
            yield Line(day.label, pairs, errors)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("截止日期不能早于开始日期。"))
        for day in DayKind:
            self._check(day, cleaned)
        return cleaned

    def _check(self, day: int, cleaned: dict[str, Any]) -> None:
        last: time | None = None
        for number in range(self.spans):
            opens, closes = (cleaned.get(_name(day, number, end)) for end in ("opens", "closes"))
            if (opens is None) != (closes is None):
                missing = "opens" if opens is None else "closes"
                if _name(day, number, missing) not in self.errors:
                    self.add_error(_name(day, number, missing), _("“从”和“到”要一起填。"))
            elif opens is not None and closes is not None:
                if closes <= opens and not (opens >= _EVENING and closes <= _MORNING):
                    self.add_error(_name(day, number, "closes"), _("“到”要晚于“从”。"))
                if last is not None and opens < last:
                    self.add_error(_name(day, number, "opens"), _("后一段要在前一段结束以后。"))
                last = time.max if closes <= opens else closes

    def hours(self) -> Iterator[tuple[int, time, time]]:
        for day in DayKind:
            for number in range(self.spans):
                opens = self.cleaned_data.get(_name(day, number, "opens"))
                if opens is not None:
                    yield day.value, opens, self.cleaned_data[_name(day, number, "closes")]

    @property
    def term(self) -> Term:
        return Term(self.cleaned_data["since"], self.cleaned_data["until"])


def _name(day: int, number: int, end: str) -> str:
    return f"{end}-{int(day)}-{number}"


def as_initial(rows: Iterable[OpeningHours], term: Term) -> tuple[dict[str, Any], int]:
    """What the form begins with, and how many spans it needs."""
    by_day: dict[int, list[OpeningHours]] = defaultdict(list)
    for row in rows:
        by_day[row.day].append(row)
    initial: dict[str, Any] = {"since": term.since, "until": term.until}
    for day, spans in by_day.items():
        for number, row in enumerate(sorted(spans, key=lambda one: one.opens)):
            initial |= {_name(day, number, "opens"): row.opens, _name(day, number, "closes"): row.closes}
    return initial, max([SPANS, *(len(spans) for spans in by_day.values())])


def copied(data: Any, spans: int) -> dict[str, Any]:
    """What was typed, with Monday on every other weekday, too."""
    typed = data.dict()
    for day in _WEEKDAYS:
        for number in range(spans):
            for end in ("opens", "closes"):
                typed[_name(day, number, end)] = typed.get(_name(DayKind.MONDAY, number, end), "")
    return typed
