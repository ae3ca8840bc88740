"""Answers an objection. One that is upheld leads to counting again before the edition can be published."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.calendar.half_years import half_year
from services.notices.actions.queue import queue
from services.ranking import notice_kinds
from services.ranking.actions.follow_case import when_answered
from services.ranking.errors import NotAllowed, RankingError
from services.ranking.models import Objection
from services.ranking.rules import may_count
from tenants import journal
from tenants.models import User


@transaction.atomic
def answer(
    objection: Objection,
    text: str,
    *,
    upheld: bool,
    actor: User,
    held: Collection[str],
    now: datetime | None = None,
) -> Objection:
    now, text = now or timezone.now(), text.strip()
    if not may_count(held) or objection.made_by_id == actor.pk:
        raise NotAllowed(_("这条异议不由您答复。"))
    if not text:
        raise RankingError(_("请写明复核的情况和理由。"))
    objection.answer, objection.upheld = text, upheld
    objection.answered_by, objection.answered_at = actor, now
    answered = Objection.objects.filter(pk=objection.pk, answered_at=None).update(
        answer=text, upheld=upheld, answered_by=actor, answered_at=now
    )
    if not answered:
        raise RankingError(_("这条异议刚刚已经答复。"))
    journal.note(actor, "ranking.answered", objection.edition, upheld=upheld)
    when_answered(objection, actor, held, now)
    if objection.made_by is not None:
        queue(
            notice_kinds.ANSWERED.code,
            to_user=objection.made_by,
            values={
                "period": str(half_year(objection.edition.since)),
                "result": str(_("异议成立") if upheld else _("异议不成立")),
            },
            link="/admin/rankings/mine/",
            about=f"ranking:{objection.edition_id}",
        )
    return objection
