from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from services.notices import channels, registry
from services.notices.contact import ANY, Contact
from services.notices.models import Delivery, Notice
from services.notices.neutral import NEUTRAL
from services.notices.queries import when_due, wording_of
from services.notices.registry import OFFICE, Kind
from services.notices.wording import LONGEST, check_values, fill
from tenants.models import User
from tenants.scope import current_tenant


class BadNoticeError(ValueError):
    """Nobody to tell, nothing to say, or a link that leads out of the house."""


@transaction.atomic
def queue(  # noqa: PLR0913 (what is said, to whom, about what, and how: each is a word of its own)
    kind: str,
    *,
    to_user: User | None = None,
    to_phone: str = "",
    text: str = "",
    values: Mapping[str, object] | None = None,
    link: str = "",
    about: str = "",
    once: str = "",
    contact: Contact = ANY,
) -> bool:
    """Writes the words into the outbox, in the caller's transaction; they leave after its commit.

    `values` fill the county's wording of the kind; `text` is said as it is, for kinds that have none.
    `contact` says how this person may be reached outside the portal; the inbox has every notice.
    False when `once` was queued before, by whomever. Longer than 500 characters is cut. Raises UnknownKindError,
    BadNoticeError and MissingValueError.
    """
    found = registry.get(kind)
    if not (to_user or to_phone):
        raise BadNoticeError("A notice needs a person or a phone number.")
    if link and (not link.startswith("/") or link.startswith("//")):
        raise BadNoticeError(f"Not a path of this site: {link}")
    said = text if values is None else _worded(found, values)
    if not said:
        raise BadNoticeError(f"Nothing to say: {kind}")
    notice, made = _write(
        once,
        {
            "kind": kind,
            "for_staff": found.staff,
            "to_user": to_user,
            "to_phone": to_phone,
            "text": said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…",
            "outside": _worded(NEUTRAL, {}) if contact.neutral else "",
            "since": contact.since,
            "until": contact.until,
            "link": link,
            "about": about,
        },
    )
    if made:
        _prepare(notice, found, contact)
    return made


def _worded(kind: Kind, values: Mapping[str, object]) -> str:
    check_values(kind, values)
    return fill(wording_of(kind), {OFFICE.code: current_tenant().name, **values})


def _write(once: str, values: dict[str, object]) -> tuple[Notice, bool]:
    tenant = current_tenant()
    if not once:
        return Notice.objects.create(tenant=tenant, **values), True
    return Notice.objects.get_or_create(tenant=tenant, once=once, defaults=values)


def _prepare(notice: Notice, kind: Kind, contact: Contact) -> None:
    """The outbox for what leaves the house, which a worker empties; the rest when the transaction is through."""
    for channel in channels.everyone():
        if not (channel.wanted(kind) and channel.address(notice)):
            continue
        if not channel.outbox:
            transaction.on_commit(lambda channel=channel: channel.send(notice), robust=True)
        elif contact.allows(channel.code) and channel.ready(notice):
            due = when_due(notice, timezone.now())
            Delivery.objects.create(tenant=notice.tenant, notice=notice, channel=channel.code, due_at=due)
