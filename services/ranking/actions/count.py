"""Counts a period and makes an edition of it, or counts one again that is not published yet."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.calendar.half_years import HalfYear, half_year
from services.ranking.actions.fill import fill
from services.ranking.actions.follow_case import when_counted
from services.ranking.actions.open_objections import days_of, tell
from services.ranking.counting import counted
from services.ranking.errors import NotAllowed, NotYet, RankingError
from services.ranking.models import Edition
from services.ranking.rules import in_force, may_count
from tenants import journal
from tenants.models import User
from tenants.scope import current_tenant


@transaction.atomic
def count(
    board: str, period: HalfYear, *, actor: User, held: Collection[str], now: datetime | None = None
) -> Edition:
    """Raises NotAllowed, NotYet before the period is over, RankingError when it was counted before, when a later one
    is published already, and when nobody has ended a case in it."""
    now = now or timezone.now()
    if not may_count(held):
        raise NotAllowed(_("您的角色不统计排名。"))
    if timezone.localdate(now) <= period.until:
        raise NotYet(_("%(period)s还没有结束，结束以后才能统计。") % {"period": period})
    if Edition.objects.filter(board=board, state=Edition.State.PUBLISHED, since__gt=period.since).exists():
        raise RankingError(_("已经公布了更晚的一期，%(period)s不能再统计。") % {"period": period})
    edition = Edition(
        tenant=current_tenant(),
        board=board,
        since=period.since,
        until=period.until,
        formula=dict(in_force(board)),
        salt=secrets.token_hex(16),
        counted_at=now,
        counted_by=actor,
        before=_before(board, period),
    )
    try:
        with transaction.atomic():
            edition.save()
    except IntegrityError:
        raise RankingError(_("这一期已经统计过。")) from None
    counts = counted(board, period.since, period.until)
    if not counts:
        raise RankingError(_("%(period)s没有办结的案件，没有可以统计的。") % {"period": period})
    fill(edition, counts)
    journal.note(actor, "ranking.counted", edition)
    when_counted(edition, actor, held, now)
    return edition


@transaction.atomic
def count_again(
    edition: Edition, *, actor: User, held: Collection[str], now: datetime | None = None
) -> list[str]:
    """With the data and the formula as they are now; the codes stay. Gives the codes whose line has changed.

    Where people were told already, those whose line has changed are told again and everybody has the days to object
    once more: nothing is published that nobody could look at.
    """
    now = now or timezone.now()
    if not may_count(held):
        raise NotAllowed(_("您的角色不统计排名。"))
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.is_published:
        raise RankingError(_("已公布的排名不能再改。"))
    old = {one.code: one.row for one in edition.entries.all()}
    edition.entries.all().delete()
    edition.formula, edition.counted_by = dict(in_force(edition.board)), actor
    edition.before = _before(edition.board, half_year(edition.since))
    edition.counted_at = now
    edition.save()
    fill(edition, counted(edition.board, edition.since, edition.until))
    new = {one.code: one.row for one in edition.entries.all()}
    changed = sorted(code for code in old.keys() | new.keys() if old.get(code) != new.get(code))
    edition.changed = changed
    if changed and edition.state == Edition.State.OPEN:
        edition.objections_until = timezone.localdate(now) + timedelta(days=days_of(edition))
    edition.save(update_fields=["changed", "objections_until"])
    if changed and edition.state == Edition.State.OPEN:
        tell(edition, changed)
    journal.note(actor, "ranking.counted_again", edition, lines=len(changed))
    return changed


def _before(board: str, period: HalfYear) -> Edition | None:
    published = Edition.objects.filter(board=board, state=Edition.State.PUBLISHED, until__lt=period.since)
    return published.order_by("-until").first()
