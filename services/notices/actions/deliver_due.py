"""What waits in the outbox leaves the house. The database decides who sends: a claim is a conditional UPDATE."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from services.notices import channels
from services.notices.models import Delivery
from services.notices.queries import when_due
from tenants.scope import across_tenants

State = Delivery.State

# Minutes until the next attempt after the first, the second …; the last attempt has none.
WAITS = (1, 5, 30, 120, 720)
MOST_ATTEMPTS = len(WAITS) + 1
# How long a claim holds. Longer than any sending takes: after that the worker is dead, and the attempt was in vain.
CLAIM = timedelta(minutes=10)
# After so many failures in a row the gateway is down; the rest waits for the next round.
PATIENCE = 5


def deliver_due() -> int:
    """Sends what is due in every county, oldest first; the number that left."""
    sent = failures = 0
    for key in _due(timezone.now()):
        left = deliver(key)
        sent += left is True
        failures = failures + 1 if left is False else 0
        if failures >= PATIENCE:
            break
    return sent


def deliver(key: int) -> bool | None:
    """Whether it left; None when it was not ours to send: another worker has it, or its time has not come."""
    with across_tenants(reason="the outbox of the whole house is emptied by one worker"):
        delivery = _with_notice().filter(pk=key, state=State.WAITING).first()
        if delivery is None or not _claim(delivery):
            return None
        try:
            channel = channels.get(delivery.channel)
            address = channel.send(delivery.notice)
        except channels.UndeliveredError as error:
            _note_failure(delivery, error)
            return False
        sent_to = channel.masked(address)
        _finish(delivery, state=State.SENT, sent_at=timezone.now(), sent_to=sent_to, error="")
        return True


def _with_notice() -> QuerySet[Delivery]:
    return Delivery.objects.select_related("notice__tenant__site", "notice__to_user")


def _due(now: datetime) -> list[int]:
    with across_tenants(reason="the outbox of the whole house is emptied by one worker"):
        due = Delivery.objects.filter(state=State.WAITING, due_at__lte=now)
        return list(due.order_by("due_at", "pk").values_list("pk", flat=True))


def _claim(delivery: Delivery) -> bool:
    """Counts the attempt before it is made. `durable` refuses to be called inside a transaction."""
    now = timezone.now()
    waiting = Delivery.objects.filter(
        pk=delivery.pk, state=State.WAITING, attempts=delivery.attempts, due_at__lte=now
    )
    with transaction.atomic(durable=True):
        if delivery.attempts >= MOST_ATTEMPTS:
            waiting.update(state=State.FAILED, error=_("发送中断。"))
            return False
        claimed = waiting.update(attempts=F("attempts") + 1, due_at=now + CLAIM)
    delivery.attempts += 1
    return bool(claimed)


def _note_failure(delivery: Delivery, error: channels.UndeliveredError) -> None:
    why = str(error)[:200]
    if delivery.attempts >= MOST_ATTEMPTS or isinstance(error, channels.NoWayError):
        _finish(delivery, state=State.FAILED, error=why)
    else:
        wait = timedelta(minutes=WAITS[delivery.attempts - 1])
        _finish(delivery, due_at=when_due(delivery.notice, timezone.now() + wait), error=why)


def _finish(delivery: Delivery, **values: object) -> None:
    """Only the attempt that made the claim may say how it ended."""
    Delivery.objects.filter(pk=delivery.pk, attempts=delivery.attempts, state=State.WAITING).update(**values)
