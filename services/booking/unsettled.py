"""Appointments that cannot be kept as they stand: their person is away, their office shut, their duty gone."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from services.booking.diary import WORKED
from services.booking.models import Appointment, HoursException, Shift

_SHUT = (HoursException.Kind.CLOSED, HoursException.Kind.LEAVE)


def unsettled() -> QuerySet[Appointment]:
    """Of those still to come. Reckoned when asked, so that one confirmed a moment ago is in it, too."""
    away = HoursException.objects.filter(
        Q(resource=OuterRef("person"))
        | Q(resource=OuterRef("session__room"))
        | Q(organisation=OuterRef("person__organisation")),
        kind__in=_SHUT,
        starts_at__lt=OuterRef("ends_at"),
        ends_at__gt=OuterRef("starts_at"),
    )
    duty = Shift.objects.filter(
        roster=OuterRef("service__roster"),
        resource=OuterRef("person"),
        state__in=WORKED,
        starts_at__lte=OuterRef("starts_at"),
        ends_at__gte=OuterRef("ends_at"),
    )
    found = Appointment.objects.filter(state=Appointment.State.CONFIRMED, starts_at__gt=timezone.now())
    return found.annotate(shut=Exists(away)).filter(
        Q(shut=True) | Q(service__roster__isnull=False) & ~Exists(duty)
    )


def inside(exception: HoursException) -> QuerySet[Appointment]:
    """Those that one leave or closing concerns."""
    if exception.resource_id:
        whose = Q(person=exception.resource_id) | Q(session__room=exception.resource_id)
    else:
        whose = Q(person__organisation=exception.organisation_id)
    return unsettled().filter(whose, starts_at__lt=exception.ends_at, ends_at__gt=exception.starts_at)


def own_session(appointment: Appointment) -> int | None:
    """The session, where nobody else has a place in it: whoever leaves it leaves its time, and its room, free."""
    others = Appointment.objects.filter(session=appointment.session_id).exclude(pk=appointment.pk)
    return None if others.exists() else appointment.session_id
