"""Words to somebody on a waiting list. Their link leads to the page where they take, decline and leave."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import override

from services.booking import notice_kinds
from services.booking.actions.announce import values_of
from services.booking.models import Appointment, WaitingEntry
from services.booking.waiting_queries import days_of, token_of
from services.booking.wording import spoken
from services.notices.actions.queue import queue
from services.notices.contact import ANY, Contact
from services.notices.registry import Kind


@override("zh-hans")
def tell_waiting(entry: WaitingEntry, kind: Kind, **more: object) -> None:
    values = {"service": entry.service.name, "days": days_of(entry), **more}
    _queue(entry, kind, values, about=f"waiting:{entry.pk}")


@override("zh-hans")
def tell_offer(entry: WaitingEntry, appointment: Appointment, until: datetime) -> None:
    values = values_of(appointment) | {"until": spoken(until)}
    _queue(entry, notice_kinds.FREED, values, about=f"booking:{appointment.number}")


def _queue(entry: WaitingEntry, kind: Kind, values: dict[str, object], about: str) -> None:
    queue(
        kind.code,
        to_user=entry.user,
        to_phone=entry.phone,
        values=values,
        link=reverse("booking:offer", args=[token_of(entry)]),
        about=about,
        contact=Contact(neutral=True) if entry.careful else ANY,
    )
