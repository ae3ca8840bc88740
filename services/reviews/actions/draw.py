"""Draws the dossiers of a round from its announced list, once."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.reviews import sampling
from services.reviews.eligible import Eligible, eligible
from services.reviews.errors import ListChanged, NotAllowed, NotNow
from services.reviews.marks import mark_of
from services.reviews.models import Round, Sampled
from services.reviews.rules import may_run
from tenants.journal import note
from tenants.models import User


@transaction.atomic
def draw(row: Round, seed: str, *, source: str, actor: User, now: datetime | None = None) -> list[Sampled]:
    """`seed` as it was made public; blanks around and between are one blank. Raises NotAllowed, NotNow, ListChanged."""
    now, said = now or timezone.now(), " ".join(seed.split())
    if not may_run(actor):
        raise NotAllowed(_("案卷评查由案件经办人组织。"))
    if not said or not source.strip():
        raise NotNow(_("请写明随机数和它的出处。"))
    if timezone.localdate(now) < row.seed_on:
        raise NotNow(_("公告的随机数还没有产生。"))
    lines = sampling.read(row.listed)
    if sampling.digest(lines) != row.eligible_digest:
        raise ListChanged(_("名单与公告时的校验值不符，不能抽取。"))
    taken = Round.objects.filter(pk=row.pk, state=Round.State.ANNOUNCED).update(
        state=Round.State.DRAWN, seed=said[:200], seed_source=source.strip()[:200], drawn_at=now
    )
    if not taken:
        raise NotNow(_("这一批已经抽取过。"))
    row.refresh_from_db()
    marks = sampling.draw(lines, row.seed, size=row.size, each_from=row.each_from)
    made = Sampled.objects.bulk_create(_sampled(row, marks))
    note(actor, "review_drawn", row, seed=row.seed, count=len(made))
    return made


def _sampled(row: Round, marks: list[str]) -> list[Sampled]:
    behind = _behind(row)
    if not behind.keys() >= set(marks):
        raise ListChanged(_("名单上有的案卷现在找不到了，不能抽取。"))
    return [
        Sampled(
            tenant_id=row.tenant_id,
            round=row,
            mark=mark,
            place=place,
            case_id=behind[mark].case,
            closed_on=behind[mark].closed_on,
            lawyer_id=behind[mark].lawyer,
            mediator_id=behind[mark].mediator,
            organisation_id=behind[mark].organisation,
            handler_user_id=behind[mark].user,
        )
        for place, mark in enumerate(marks, 1)
    ]


def _behind(row: Round) -> dict[str, Eligible]:
    """What was on paper only may have got its dossier since: all are asked for, and the list decides."""
    every = eligible(row.board, row.since, row.until, on_paper=True)
    return {mark_of(row.salt, one.number).mark: one for one in every}
