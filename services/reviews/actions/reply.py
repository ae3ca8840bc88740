"""The handler's right to reply to a result, and the office's answer. The text of both is kept."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases.wording import on_record
from services.notices.actions.queue import queue
from services.reviews import notice_kinds
from services.reviews.actions.finish import tell_officers
from services.reviews.errors import NotAllowed, NotNow
from services.reviews.models import Sampled
from services.reviews.rules import may_see_all
from tenants.journal import note
from tenants.models import User


@transaction.atomic
def reply(sampled: Sampled, text: str, *, actor: User, now: datetime | None = None) -> None:
    now = now or timezone.now()
    if sampled.handler_user_id != actor.pk:
        raise NotAllowed(_("只有承办人可以申述。"))
    if not text.strip():
        raise NotNow(_("请写明您的意见。"))
    written = Sampled.objects.filter(
        pk=sampled.pk, closed=True, replied_at=None, reply_until__gte=timezone.localdate(now)
    ).update(reply=text.strip(), replied_at=now)
    if not written:
        raise NotNow(_("已经申述过，或者申述的期限已过。"))
    tell_officers(
        notice_kinds.REPLIED.code,
        on_record("承办人对案卷%(mark)s的评查结果提出了申述，请答复。") % {"mark": sampled},
        link=f"/admin/reviews/results/{sampled.pk}/",
        about=f"review:{sampled.round_id}",
    )


@transaction.atomic
def answer(sampled: Sampled, text: str, *, actor: User, now: datetime | None = None) -> None:
    """Raises NotAllowed for whoever handled the case or read it; nobody answers about their own work."""
    now = now or timezone.now()
    own = sampled.handler_user_id == actor.pk or sampled.readings.filter(reviewer=actor).exists()
    if not may_see_all(actor) or own:
        raise NotAllowed(_("申述由没有承办、也没有评查这份案卷的经办人或督导答复。"))
    if not text.strip():
        raise NotNow(_("请写明答复。"))
    written = Sampled.objects.filter(pk=sampled.pk, replied_at__isnull=False, answered_at=None).update(
        answer=text.strip(), answered_at=now, answered_by=actor
    )
    if not written:
        raise NotNow(_("没有等待答复的申述。"))
    note(actor, "review_answered", sampled)
    queue(
        notice_kinds.ANSWERED.code,
        to_user=sampled.handler_user,
        text=on_record("您对案卷评查结果的申述已有答复。"),
        link=f"/admin/reviews/results/{sampled.pk}/",
        about=f"review:{sampled.round_id}",
    )
