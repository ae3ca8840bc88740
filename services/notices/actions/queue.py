from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from services.notices import channels, registry
from services.notices.actions.deliver_due import deliver
from services.notices.models import LONGEST, Delivery, Notice
from tenants import sms
from tenants.models import User
from tenants.scope import current_tenant


class BadNoticeError(ValueError):
    """Nobody to tell, or a link that leads out of the house."""


@transaction.atomic
def queue(
    kind: str,
    *,
    to_user: User | None = None,
    to_phone: str = "",
    text: str,
    link: str = "",
    about: str = "",
    once: str = "",
) -> bool:
    """Writes the words into the outbox, in the caller's transaction; they leave after its commit.

    False when `once` was queued before, by whomever. Longer than 500 characters is cut. Raises UnknownKindError
    and BadNoticeError.
    """
    found = registry.get(kind)
    if not (to_user or to_phone):
        raise BadNoticeError("A notice needs a person or a phone number.")
    if link and (not link.startswith("/") or link.startswith("//")):
        raise BadNoticeError(f"Not a path of this site: {link}")
    values = {
        "kind": kind,
        "to_user": to_user,
        "to_phone": to_phone,
        "text": text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…",
        "link": link,
        "about": about,
    }
    notice, made = _write(once, values)
    if made:
        _prepare(notice, found)
    return made


def _write(once: str, values: dict[str, object]) -> tuple[Notice, bool]:
    tenant = current_tenant()
    if not once:
        return Notice.objects.create(tenant=tenant, **values), True
    return Notice.objects.get_or_create(tenant=tenant, once=once, defaults=values)


def _prepare(notice: Notice, kind: registry.Kind) -> None:
    for channel in _ways(notice, kind):
        row = Delivery.objects.create(
            tenant=notice.tenant, notice=notice, channel=channel, due_at=timezone.now()
        )
        transaction.on_commit(lambda pk=row.pk: deliver(pk), robust=True)


def _ways(notice: Notice, kind: registry.Kind) -> Iterator[str]:
    """Who has no account is written to even where the site sends no SMS: the failure is shown, and somebody calls."""
    phone = channels.phone_of(notice.to_user, notice.to_phone)
    if kind.sms and phone and (sms.available() or notice.to_user is None):
        yield Delivery.Channel.SMS
    if kind.email and channels.email_of(notice.to_user):
        yield Delivery.Channel.EMAIL
