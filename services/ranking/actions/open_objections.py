"""Tells everybody in an edition where they stand, and gives them days to object."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.calendar.half_years import half_year
from services.directory.queries import members_of
from services.notices.actions.queue import queue
from services.ranking import notice_kinds
from services.ranking.actions.follow_case import when_opened
from services.ranking.errors import NotAllowed, NotYet
from services.ranking.models import Edition, Entry
from services.ranking.rules import may_count
from tenants import journal
from tenants.models import User

DAYS = 7


@transaction.atomic
def open_objections(
    edition: Edition, *, actor: User, held: Collection[str], now: datetime | None = None
) -> Edition:
    """Whoever counted may open it. The last day of the window counts whole."""
    now = now or timezone.now()
    if not may_count(held):
        raise NotAllowed(_("您的角色不统计排名。"))
    until = timezone.localdate(now) + timedelta(days=days_of(edition))
    moved = Edition.objects.filter(pk=edition.pk, state=Edition.State.COUNTED).update(
        state=Edition.State.OPEN, opened_at=now, objections_until=until
    )
    if not moved:
        raise NotYet(_("这一期不在待核对的状态。"))
    edition.refresh_from_db()
    journal.note(actor, "ranking.opened", edition, until=until.isoformat())
    tell(edition)
    when_opened(edition, actor, held, now)
    return edition


def days_of(edition: Edition) -> int:
    return int(edition.formula.get("objection_days", DAYS))


def tell(edition: Edition, codes: Collection[str] | None = None) -> None:
    """Those with an account, of a committee its members; the firms hear of it through the circular."""
    people = edition.entries.select_related("lawyer__user", "mediator__user", "organisation")
    found = people if codes is None else people.filter(code__in=codes)
    for user in {user for entry in found for user in _accounts(entry)}:
        queue(
            notice_kinds.STANDING.code,
            to_user=user,
            values={
                "period": str(half_year(edition.since)),
                "board": edition.get_board_display(),
                "day": f"{edition.objections_until:%Y-%m-%d}",
            },
            link="/admin/rankings/mine/",
            about=f"ranking:{edition.pk}",
        )


def _accounts(entry: Entry) -> list[User]:
    if entry.organisation is not None:
        return [member.user for member in members_of(entry.organisation)]
    line = entry.lawyer or entry.mediator
    return [line.user] if line is not None and line.user is not None else []
