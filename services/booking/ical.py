"""Appointments as calendar programs read them (RFC 5545, RFC 5546). Times are in UTC, which needs no table of zones."""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from services.booking.models import Appointment, HoursException, Shift
from services.booking.wording import place_of

_PRODUCT = "-//Fengqiao//Booking//ZH"


def own_calendar(appointment: Appointment, url: str) -> bytes:
    """For who booked. Each change makes the sequence grow, so that the program replaces what it has."""
    cancelled = appointment.state == Appointment.State.CANCELLED
    calendar = _calendar("CANCEL" if cancelled else "PUBLISH")
    event = _event(appointment, "", appointment.starts_at, appointment.ends_at)
    event.add("summary", _("预约") if appointment.careful else f"{_('预约')} {appointment.service.name}")
    event.add("location", place_of(appointment))
    event.add("description", _("预约号 %(number)s") % {"number": appointment.number})
    event.add("url", url)
    event.add("sequence", appointment.moved + cancelled)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    calendar.add_component(event)
    return calendar.to_ical()


def diary_calendar(
    name: str,
    appointments: Iterable[Appointment],
    shifts: Iterable[Shift],
    away: Iterable[HoursException],
) -> bytes:
    """Of a person or a room, without anything of those who come: calendar programs live on foreign servers."""
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", name)
    for one in appointments:
        event = _event(one, "", one.starts_at, one.ends_at)
        event.add("summary", f"{_('预约')} {one.number} {one.service.name} {one.get_channel_display()}")
        event.add("sequence", one.moved)
        event.add("status", "CONFIRMED")
        calendar.add_component(event)
    for one in shifts:
        event = _event(one, "shift-", one.starts_at, one.ends_at)
        event.add("summary", f"{_('值班')} {one.roster.name}")
        event.add("location", one.roster.organisation.name)
        calendar.add_component(event)
    for one in away:
        event = _event(one, "away-", one.starts_at, one.ends_at)
        event.add("summary", one.get_kind_display())
        calendar.add_component(event)
    return calendar.to_ical()


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _event(
    row: Appointment | Shift | HoursException, kind: str, starts_at: datetime, ends_at: datetime
) -> Event:
    """The row keeps its key whatever is changed of it, so the program knows it again."""
    event = Event()
    event.add("uid", f"{kind}{row.pk}.{row.tenant_id}@booking.fengqiao")
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", starts_at.astimezone(UTC))
    event.add("dtend", ends_at.astimezone(UTC))
    return event
