from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F, Max, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from services.booking.allocation import Load
from services.booking.models import OPEN, Appointment, BookableService, Resource, Session
from services.booking.ticks import MINUTES, tick
from tenants.cipher import fingerprint
from tenants.codes import hashed
from tenants.models import User


def offered() -> QuerySet[BookableService]:
    return BookableService.objects.filter(active=True).select_related("organisation")


def loads(people: Iterable[int], starts_at: datetime) -> list[Load]:
    """Of each person: minutes booked in the calendar week of that time, Monday to Sunday, and the last time before."""
    local = timezone.localtime(starts_at)
    monday = local.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=local.weekday())
    week = Q(first_tick__gte=tick(monday), first_tick__lt=tick(monday + timedelta(days=7)))
    keys = list(people)
    rows = (
        Session.objects.filter(person__in=keys, starts_at__gte=starts_at - timedelta(days=366))
        .order_by()
        .values("person")
        .annotate(
            steps=Sum(F("end_tick") - F("first_tick"), filter=week),
            last=Max("starts_at", filter=Q(starts_at__lt=starts_at)),
        )
    )
    known = {row["person"]: row for row in rows}
    return [
        Load(key, (known[key]["steps"] or 0) * MINUTES, known[key]["last"])
        if key in known
        else Load(key, 0, None)
        for key in keys
    ]


def by_code(number: str, code: str) -> Appointment | None:
    found = (
        Appointment.objects.filter(number="".join(filter(str.isdigit, number)))
        .exclude(code_hash="")
        .select_related("service__organisation", "person__organisation", "session__room")
        .first()
    )
    if found and constant_time_compare(found.code_hash, hashed(found.number, code)):
        return found
    return None


def print_of(phone: str) -> str:
    """By which a sealed number is found again. `phone` is in its stored form."""
    return fingerprint(phone) if phone else ""


def open_of_phone(phone: str, now: datetime | None = None) -> QuerySet[Appointment]:
    """What somebody with this phone still has before them."""
    found = Appointment.objects.filter(phone_print=print_of(phone), state__in=OPEN)
    return found.filter(ends_at__gt=now or timezone.now())


def of_user(user: User) -> QuerySet[Appointment]:
    """Those made with the account, and those made with its verified phone, which may be in other hands: a careful
    one is shown to its own account alone."""
    mine = Q(user=user)
    if user.phone and user.phone_verified:
        mine |= Q(phone_print=print_of(user.phone), careful=False)
    found = Appointment.objects.filter(mine).exclude(state__in=["held", "lapsed"])
    return found.select_related("service__organisation", "person__organisation", "session__room")


def about(matter: str) -> QuerySet[Appointment]:
    found = Appointment.objects.filter(about=matter).exclude(state__in=["held", "lapsed"])
    return found.select_related("service", "person__organisation", "session__room")


def diary(resource: Resource, starts_at: datetime, ends_at: datetime) -> QuerySet[Session]:
    """What takes up a person or a room between two moments."""
    mine = Q(room=resource) if resource.kind == Resource.Kind.ROOM else Q(person=resource)
    found = Session.objects.filter(mine, starts_at__lt=ends_at, ends_at__gt=starts_at)
    return found.select_related("service", "person", "room").prefetch_related("appointments")
