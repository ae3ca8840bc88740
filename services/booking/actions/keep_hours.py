from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from django.db import transaction

from services.booking.models import OpeningHours, Resource
from services.directory.models import Organisation
from tenants.journal import note
from tenants.models import User
from tenants.scope import current_tenant


@dataclass(frozen=True)
class Term:
    """From when until when hours hold; None is without end."""

    since: date | None = None
    until: date | None = None


@transaction.atomic
def keep_hours(
    whose: Organisation | Resource,
    hours: Iterable[tuple[int, time, time]],
    *,
    before: Term,
    term: Term,
    actor: User,
) -> None:
    """The week of an organisation, person or room: kind of day, opening, closing. It takes the place of `before`'s."""
    owner = {"organisation" if isinstance(whose, Organisation) else "resource": whose}
    OpeningHours.objects.filter(**owner, since=before.since, until=before.until).delete()
    tenant = current_tenant()
    OpeningHours.objects.bulk_create(
        OpeningHours(
            tenant=tenant, **owner, day=day, opens=opens, closes=closes, since=term.since, until=term.until
        )
        for day, opens, closes in hours
    )
    note(actor, "hours_kept", whose)
