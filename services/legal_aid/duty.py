"""Duty by month: who was there, how long, who was absent, what was asked meanwhile."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from services.booking.models import Roster, Shift
from services.booking.roster_queries import shifts_between, shifts_of
from services.booking.roster_summary import is_unrecorded
from services.legal_aid import quality
from services.legal_aid.facts import YEAR
from services.legal_aid.models import Consultation, Statement
from services.legal_aid.queries import consultations, within

State = Shift.State
CHANNELS = tuple(Consultation.Channel.values)
_NOBODYS = (State.VOID, State.REPLACING)


def last_day(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def rows(roster: Roster, month: date) -> list[dict[str, Any]]:
    """A line for each person on duty, by name, as a statement keeps it. Two queries."""
    month = month.replace(day=1)
    shifts = [
        one for one in shifts_of(roster, month, last_day(month)) if one.resource and one.state not in _NOBODYS
    ]
    asked = _asked(shifts)
    by_person: dict[int, list[Shift]] = defaultdict(list)
    for shift in shifts:
        by_person[shift.resource_id].append(shift)
    found = [_line(own, asked) for own in by_person.values()]
    return sorted(found, key=lambda line: (line["name"], line["office"]))


def with_shifts(month: date) -> set[int]:
    """The rosters on which somebody has duty in that month."""
    found = shifts_between(month.replace(day=1), last_day(month)).exclude(resource=None)
    return set(found.exclude(state__in=_NOBODYS).order_by().values_list("roster", flat=True))


def _line(shifts: list[Shift], asked: dict[int, dict[str, int]]) -> dict[str, Any]:
    person = shifts[0].resource
    there = sum((one.left_at - one.came_at for one in shifts if one.came_at and one.left_at), timedelta())
    by_channel = {code: sum(asked[one.pk].get(code, 0) for one in shifts) for code in CHANNELS}
    return {
        "lawyer": person.lawyer_id,
        "name": person.name,
        "office": (person.lawyer.firm if person.lawyer else person.organisation).name,
        "shifts": len(shifts),
        "done": sum(one.state == State.DONE for one in shifts),
        "absent": sum(one.state == State.ABSENT for one in shifts),
        "open": sum(is_unrecorded(one) for one in shifts),
        "hours": f"{there.total_seconds() / 3600:.1f}",
        **by_channel,
        "asked": sum(by_channel.values()),
    }


def _asked(shifts: Iterable[Shift]) -> dict[int, dict[str, int]]:
    """Consultations on duty, by shift and channel."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    rows = Consultation.objects.filter(shift__in=[one.pk for one in shifts]).order_by()
    for shift, channel, count in rows.values_list("shift", "channel").annotate(Count("pk")):
        found[shift][channel] = count
    return found


def statement_of(roster: Roster, month: date) -> Statement | None:
    return Statement.objects.filter(roster=roster, month=month.replace(day=1)).first()


def eligibility(roster: Roster, today: date | None = None) -> list[dict[str, Any]]:
    """What is known of the people of a roster when the next duties are planned, of the last year.

    Those with fewest absences first, then by satisfaction, then by how many they answered; nothing is added up.
    """
    today = today or timezone.localdate()
    since = today - YEAR
    people = [one.resource for one in roster.members.select_related("resource__lawyer__firm")]
    asked, content = consultations(since, today), quality.satisfaction(since, today)
    missed = dict(
        Shift.objects.filter(within("starts_at", since, today), resource__in=people, state=State.ABSENT)
        .order_by()
        .values_list("resource")
        .annotate(Count("pk"))
    )
    found = [
        {
            "lawyer": one.lawyer_id,
            "name": one.name,
            "office": one.lawyer.firm.name if one.lawyer else "",
            "asked": asked.get(one.lawyer_id, 0),
            "satisfaction": content.get(one.lawyer_id),
            "absent": missed.get(one.pk, 0),
        }
        for one in people
    ]
    return sorted(found, key=_most_reliable)


def _most_reliable(line: dict[str, Any]) -> tuple[Any, ...]:
    score = line["satisfaction"]
    return line["absent"], -(score.mean if score else -1), -line["asked"], line["name"]


def duty_of(lawyer: int, since: date, until: date) -> dict[str, int]:
    """How often somebody was on duty, and how often absent."""
    own = Shift.objects.filter(within("starts_at", since, until), resource__lawyer=lawyer)
    return own.aggregate(
        done=Count("pk", filter=Q(state=State.DONE)), absent=Count("pk", filter=Q(state=State.ABSENT))
    )
