"""Announces a round: the list is fixed and its digest published before anybody knows the seed."""

import secrets
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.calendar.periods import around
from services.reviews import sampling
from services.reviews.eligible import eligible
from services.reviews.errors import NotAllowed, NotNow
from services.reviews.marks import group_of, mark_of
from services.reviews.models import Round
from services.reviews.queries import settings_of
from services.reviews.rules import may_run
from tenants.journal import note
from tenants.models import User
from tenants.scope import current_tenant

FIXED = ("each_from", "readings", "difference", "pass_mark", "reply_days")


def announce(
    board: str, since: date, *, actor: User, seed_plan: str, seed_on: date, now: datetime | None = None
) -> Round:
    """`seed_plan`: which numbers will be the seed, and who draws them; `seed_on` the day, after today.

    Raises NotAllowed, and NotNow for a quarter that runs, is announced already, or has no dossier.
    """
    now = now or timezone.now()
    today, quarter = timezone.localdate(now), around(since, "quarter")
    since, until = quarter.first, quarter.last
    if not may_run(actor):
        raise NotAllowed(_("案卷评查由案件经办人组织。"))
    if until >= today:
        raise NotNow(_("这个季度还没有结束。"))
    if seed_on <= today:
        raise NotNow(_("随机数要在公告之后产生，请选明天或更晚的日子。"))
    if not seed_plan.strip():
        raise NotNow(_("请写明随机数从哪里来。"))
    chosen = settings_of()
    found = eligible(board, since, until, on_paper=chosen.on_paper)
    if not found:
        raise NotNow(_("这个季度没有可以评查的案卷。"))
    salt = secrets.token_hex(16)
    lines = [(mark_of(salt, one.number).mark, group_of(salt, one.handler)) for one in found]
    row = Round(
        tenant=current_tenant(),
        board=board,
        since=since,
        until=until,
        announced_at=now,
        salt=salt,
        listed=sampling.text(lines),
        eligible_digest=sampling.digest(lines),
        eligible_count=len(lines),
        size=sampling.size_of(len(lines), share=chosen.share, least=chosen.least),
        seed_plan=seed_plan.strip()[:200],
        seed_on=seed_on,
        **{name: getattr(chosen, name) for name in FIXED},
    )
    try:
        with transaction.atomic():
            row.save()
            note(actor, "review_announced", row, digest=row.eligible_digest, count=row.eligible_count)
    except IntegrityError:
        raise NotNow(_("这个季度的这类案卷已经公告过。")) from None
    return row
