from datetime import date
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.booking import waiting_kinds
from services.booking.actions.offer_freed import offer_freed
from services.booking.actions.release import release
from services.booking.actions.tell_waiting import tell_waiting
from services.booking.errors import NotWaiting
from services.booking.models import BookableService, Resource, WaitingEntry
from services.booking.queries import print_of
from services.booking.waiting_queries import OPEN, token_of, token_print
from tenants.journal import note
from tenants.models import User
from tenants.scope import current_tenant

State = WaitingEntry.State


@transaction.atomic
def join_waiting(  # noqa: PLR0913 (what, how, when, who: each is a word of its own)
    service: BookableService,
    channel: str,
    first_day: date,
    last_day: date,
    name: str,
    phone: str,
    *,
    person: Resource | None = None,
    user: User | None = None,
    careful: bool = False,
    actor: User | None = None,
) -> tuple[WaitingEntry, str]:
    """The entry and the token of its page; `phone` in its stored form. Raises NotWaiting.

    A time that is free already is offered as soon as this is committed.
    """
    _check(service, channel, first_day, last_day, phone, person)
    entry = WaitingEntry(
        tenant=current_tenant(), service=service, channel=channel, first_day=first_day, last_day=last_day,
        name=name, phone=phone, phone_print=print_of(phone), person=person, user=user, careful=careful,
        token=uuid4().hex,
    )  # fmt: skip
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError as error:
        raise NotWaiting(_("这个手机号已经在“%(service)s”的候补名单里。") % {"service": service}) from error
    token = token_of(entry)
    entry.token = token_print(token)
    entry.save(update_fields=["token"])
    note(actor or user, "wait", entry)
    tell_waiting(entry, waiting_kinds.WAITING)
    transaction.on_commit(lambda: offer_freed(service), robust=True)
    return entry, token


@transaction.atomic
def leave_waiting(entry: WaitingEntry, *, actor: User | None = None) -> None:
    """`actor` None: the citizen, whose link it is. A time that is kept for them is given up. Raises NotWaiting."""
    standing = WaitingEntry.objects.filter(pk=entry.pk, state=entry.state).filter(state__in=OPEN)
    if not standing.update(state=State.LEFT):
        raise NotWaiting(_("您已经不在候补名单里了。"))
    was_offered, entry.state = entry.state == State.OFFERED, State.LEFT
    note(actor or entry.user, "stop_waiting", entry)
    if was_offered and entry.offered is not None:
        release(entry.offered)


def _check(
    service: BookableService, channel: str, first: date, last: date, phone: str, person: Resource | None
) -> None:
    if not phone:
        raise NotWaiting(_("请留手机号码，有了空位好通知您。"))
    if not service.active or channel not in service.channels:
        raise NotWaiting(_("这个事项现在不能这样预约。"))
    if last < first or last < timezone.localdate():
        raise NotWaiting(_("最晚的日期不能早于最早的日期，也不能已经过去。"))
    if person and not service.resources.filter(pk=person.pk, active=True).exists():
        raise NotWaiting(_("%(person)s不办理这个事项。") % {"person": person})
