"""Publishes an edition and freezes it."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from search.index import changed as index_changed
from services.calendar.half_years import half_year
from services.directory import freshness
from services.ranking import sheets
from services.ranking.actions.follow_case import when_published
from services.ranking.actions.keep_report import keep_report
from services.ranking.errors import NotAllowed, NotYet, RankingError
from services.ranking.models import Edition
from services.ranking.queries import files, names_of
from services.ranking.rules import may_count, may_publish
from tenants import journal
from tenants.models import User


@transaction.atomic
def publish(edition: Edition, *, actor: User, held: Collection[str], now: datetime | None = None) -> Edition:
    """Raises NotAllowed for whoever counted it, NotYet in the window, and while an objection waits or was upheld
    after the last count."""
    now = now or timezone.now()
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    _allowed(edition, actor, held)
    _ready(edition, now)
    before = edition.before.digest if edition.before else ""
    sealed = Edition.objects.filter(pk=edition.pk, state=Edition.State.OPEN).update(
        state=Edition.State.PUBLISHED,
        published_at=now,
        published_by=actor,
        digest=sheets.digest(files(edition), before),
        named=names_of(edition),
    )
    if not sealed:
        raise NotYet(_("这一期刚刚被别人处理，请刷新后再看。"))
    edition.refresh_from_db()
    when_published(edition, actor, held, now)
    keep_report(edition.tenant, half_year(edition.since), now=now)
    journal.note(actor, "ranking.published", edition, digest=edition.digest)
    index_changed("ranking", f"{edition.board}-{edition.period}", tenant=edition.tenant)
    freshness.announce(edition.tenant)  # profiles and the pages of rankings say something else now
    return edition


def in_the_way(edition: Edition, *, actor: User, held: Collection[str], now: datetime | None = None) -> str:
    """Why this person cannot publish it now, in words; empty where they can."""
    try:
        _allowed(edition, actor, held)
        _ready(edition, now or timezone.now())
    except RankingError as refusal:
        return str(refusal)
    return ""


def _allowed(edition: Edition, actor: User, held: Collection[str]) -> None:
    if not may_count(held):
        raise NotAllowed(_("您的角色不公布排名。"))
    if not may_publish(edition, actor, held):
        raise NotAllowed(_("统计的人不能自己公布，请由另一名经办人或者管理员核对后公布。"))


def _ready(edition: Edition, now: datetime) -> None:
    if edition.state != Edition.State.OPEN or edition.objections_until is None:
        raise NotYet(_("先通报本人、开放异议，才能公布。"))
    if timezone.localdate(now) <= edition.objections_until:
        raise NotYet(
            _("异议期到%(day)s为止，过后才能公布。") % {"day": f"{edition.objections_until:%Y-%m-%d}"}
        )
    if edition.objections.filter(answered_at=None).exists():
        raise NotYet(_("还有异议没有答复。"))
    if edition.objections.filter(upheld=True, answered_at__gt=edition.counted_at).exists():
        raise NotYet(_("有异议成立，请先更正数据并重新统计。"))
