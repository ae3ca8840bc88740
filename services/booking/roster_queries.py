"""Reading duty rosters."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from services.booking.models import (
    Appointment,
    HoursException,
    Resource,
    Roster,
    RosterMember,
    Shift,
)
from services.booking.roster_rules import COUNTED, EXPECTED, why_not
from services.booking.rostering import COUNTED as NEAR
from services.booking.rostering import DutyTime, Member, Moments, Turn, days_between, turns
from services.booking.unsettled import unsettled
from services.calendar.queries import working_days
from tenants.models import User

Kind = HoursException.Kind
_STANDING = (*EXPECTED, Shift.State.REPLACING, Shift.State.DONE)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_current_timezone())


def rosters() -> QuerySet[Roster]:
    return Roster.objects.select_related("organisation")


def public_rosters() -> QuerySet[Roster]:
    return rosters().filter(public=True, active=True).prefetch_related("services")


def shifts_between(first: date, last: date) -> QuerySet[Shift]:
    """Of every roster, in order of time, with what a line of a list shows."""
    found = Shift.objects.filter(
        starts_at__gte=midnight(first), starts_at__lt=midnight(last + timedelta(days=1))
    )
    return found.select_related(
        "roster__organisation", "resource__organisation", "resource__lawyer__firm", "resource__mediator"
    )


def shifts_of(roster: Roster, first: date, last: date) -> QuerySet[Shift]:
    return shifts_between(first, last).filter(roster=roster)


def shifts_of_user(user: User) -> QuerySet[Shift]:
    """What somebody with an account has before them, or had today."""
    found = shifts_between(timezone.localdate(), timezone.localdate() + timedelta(days=92))
    return found.filter(resource__user=user).exclude(state=Shift.State.VOID)


def wanted(roster: Roster, first: date, last: date) -> list[Turn]:
    """The turns of the days on which this duty is held; nobody is on duty at a place that is shut."""
    rows = roster.times.values_list("day", "opens", "closes", "headcount")
    found = turns(
        (DutyTime(*row) for row in rows),
        days_between(first, last),
        working_days().different,
        timezone.get_current_timezone(),
    )
    shut = HoursException.objects.filter(
        organisation=roster.organisation_id, kind=Kind.CLOSED,
        starts_at__lt=midnight(last + timedelta(days=2)), ends_at__gt=midnight(first),
    )  # fmt: skip
    spans = list(shut.values_list("starts_at", "ends_at"))
    return [one for one in found if not any(a < one.ends_at and one.starts_at < b for a, b in spans)]


def line_up(roster: Roster, first: date, last: date) -> list[Member]:
    """Everybody in the roster, with what the rule has to know of them between two days."""
    members = list(
        roster.members.select_related("resource__lawyer", "resource__mediator", "roster").order_by(
            "resource_id"
        )
    )
    keys = [one.resource_id for one in members]
    away, barred, counted = _away(keys, first, last), defaultdict(list), defaultdict(list)
    near = shifts_between(first - NEAR, last + NEAR).filter(resource__in=keys, state__in=_STANDING)
    rows = near.order_by("starts_at").values_list("resource", "roster", "state", "starts_at", "ends_at")
    for key, of, state, starts_at, ends_at in rows:
        barred[key].append((starts_at, ends_at))
        if of == roster.pk and state in COUNTED:
            counted[key].append(starts_at)
    return [
        Member(key, _allowed(one), away[key] + barred[key], counted[key])
        for key, one in ((one.resource_id, one) for one in members)
    ]


def _allowed(member: RosterMember) -> object:
    return lambda day: not why_not(member, day)


def _away(keys: Iterable[int], first: date, last: date) -> dict[int, list[Moments]]:
    rows = HoursException.objects.filter(
        resource__in=keys, kind__in=[Kind.LEAVE, Kind.CLOSED],
        starts_at__lt=midnight(last + timedelta(days=2)), ends_at__gt=midnight(first),
    )  # fmt: skip
    found: dict[int, list[Moments]] = defaultdict(list)
    for key, *span in rows.values_list("resource", "starts_at", "ends_at"):
        found[key].append(tuple(span))
    return found


def away_from(shifts: Iterable[Shift]) -> set[int]:
    """Keys of the shifts whose person is on leave then: somebody has to see to it."""
    listed = [one for one in shifts if one.resource_id and one.state in EXPECTED]
    if not listed:
        return set()
    first, last = (timezone.localdate(edge(one.starts_at for one in listed)) for edge in (min, max))
    away = _away({one.resource_id for one in listed}, first, last)
    return {
        one.pk
        for one in listed
        if any(a < one.ends_at and one.starts_at < b for a, b in away[one.resource_id])
    }


def not_handed(roster: Roster, first: date, last: date) -> list[Turn]:
    """Turns between two days whose list is not at the place: not planned, nobody found, or not published."""
    handed = set(
        shifts_of(roster, first, last)
        .exclude(state__in=[Shift.State.PLANNED, Shift.State.REPLACING])
        .values_list("starts_at", "place")
    )
    now = timezone.now()
    return [
        one
        for one in wanted(roster, first, last)
        if one.starts_at > now and (one.starts_at, one.place) not in handed
    ]


def booked_during(shift: Shift, person: Resource) -> QuerySet[Appointment]:
    """Confirmed appointments which citizens have with the person because of this duty."""
    return Appointment.objects.filter(
        service__roster=shift.roster_id, person=person, state=Appointment.State.CONFIRMED,
        starts_at__gte=shift.starts_at, ends_at__lte=shift.ends_at,
    ).select_related("service", "person", "session__room")  # fmt: skip


def stranded(roster: Roster) -> QuerySet[Appointment]:
    """Appointments to come that nobody will receive as things stand: the shift was called off or changed hands."""
    found = unsettled().filter(service__roster=roster)
    return found.select_related("service", "person").order_by("starts_at", "pk")


def left_open(now: datetime | None = None) -> QuerySet[Appointment]:
    """Appointments over for more than a day whose outcome nobody wrote down."""
    before = (now or timezone.now()) - timedelta(days=1)
    states = (Appointment.State.CONFIRMED, Appointment.State.ARRIVED)
    found = Appointment.objects.filter(state__in=states, ends_at__lt=before)
    return found.select_related("service", "person").order_by("ends_at", "pk")
