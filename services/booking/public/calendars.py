"""Files for calendar programs: of one appointment, and of everything a person or a room has before it."""

from datetime import timedelta

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from services.booking.actions.read_feed import read_feed
from services.booking.ical import diary_calendar, own_calendar
from services.booking.models import Appointment, CalendarFeed, HoursException, Resource, Shift
from services.booking.public.mine import with_appointment
from services.booking.rules import serves
from tenants.cipher import fingerprint
from tenants.throttle import throttled

_BEFORE, _AFTER = timedelta(days=31), timedelta(days=100)
_LONGEST_TOKEN = 100
State = Appointment.State


def _file(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


@never_cache
@require_safe
@with_appointment
def own(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    url = request.build_absolute_uri(reverse("booking:appointment", args=[appointment.pk]))
    return _file(own_calendar(appointment, url), appointment.number)


@never_cache
@require_safe
@throttled("booking_feed", limit=120)
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """A secret address. It is dead when its owner no longer looks after the person or the room."""
    found = CalendarFeed.objects.filter(token_hash=fingerprint(secret[:_LONGEST_TOKEN]))
    found = found.select_related("resource", "user").first()
    if found is None or not found.user.is_active or not serves(found.user, found.resource):
        raise Http404
    read_feed(found)
    return _file(_diary(found.resource), "diary")


def _diary(resource: Resource) -> bytes:
    now = timezone.now()
    span = Q(starts_at__lt=now + _AFTER, ends_at__gt=now - _BEFORE)
    is_room = resource.kind == Resource.Kind.ROOM
    mine = Q(session__room=resource) if is_room else Q(person=resource)
    standing = (State.CONFIRMED, State.ARRIVED, State.DONE)
    appointments = Appointment.objects.filter(span, mine, state__in=standing).select_related("service")
    shifts = Shift.objects.filter(span, resource=resource).exclude(
        state__in=[Shift.State.VOID, Shift.State.ABSENT]
    )
    away = HoursException.objects.filter(span, resource=resource).exclude(kind=HoursException.Kind.OPEN)
    return diary_calendar(resource.name, appointments, shifts.select_related("roster__organisation"), away)
