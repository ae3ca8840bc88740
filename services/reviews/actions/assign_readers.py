"""Gives dossiers to readers: blind, without conflict of interest, evenly, and so that nobody chooses."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases.wording import on_record
from services.notices.actions.queue import queue
from services.reviews import notice_kinds
from services.reviews.assigning import choose
from services.reviews.conflicts import Reader
from services.reviews.errors import NotAllowed, NotNow
from services.reviews.marks import order_of
from services.reviews.models import Reading, Round, Sampled
from services.reviews.readers import free_for, load, pool
from services.reviews.rules import may_run
from tenants.journal import note
from tenants.models import User


@transaction.atomic
def assign_readers(row: Round, *, actor: User, now: datetime | None = None) -> int:
    """Fills every place of a reader that is empty; how many stay empty, because nobody is free of a conflict.

    The journal says how many were given out, never to whom. Raises NotAllowed, NotNow.
    """
    now = now or timezone.now()
    if not may_run(actor):
        raise NotAllowed(_("案卷评查由案件经办人组织。"))
    if row.state not in (Round.State.DRAWN, Round.State.READING):
        raise NotNow(_("抽取以后、公布结果以前才能分配。"))
    among, given = pool(row.board), load(row)
    if not among:
        raise NotNow(_("名单上还没有能评查这类案卷的评查员。"))
    made, empty = 0, 0
    waiting = row.sampled.filter(closed=False).select_related("case", "round")
    # The keys of the readings follow this order, and the places are public.
    for sampled in sorted(waiting, key=lambda one: order_of(row.salt, one.mark)):
        for number in _numbers(sampled):
            if give(sampled, number, among, given, now):
                made += 1
            else:
                empty += 1
    Round.objects.filter(pk=row.pk, state=Round.State.DRAWN).update(state=Round.State.READING)
    note(actor, "review_assigned", row, count=made)
    return empty


def give(
    sampled: Sampled, number: int, among: Mapping[int, Reader], given: Counter[int], now: datetime
) -> bool:
    """In the caller's transaction; counts itself into `given`."""
    free = free_for(sampled, among)
    chosen = choose(free, given, seed=sampled.round.seed, mark=f"{sampled.mark} {number}")
    if chosen is None:
        return False
    reading = Reading.objects.create(
        tenant_id=sampled.tenant_id, sampled=sampled, number=number, reviewer_id=chosen, assigned_at=now
    )
    given[chosen] += 1
    queue(
        notice_kinds.ASSIGNED.code,
        to_user=reading.reviewer,
        text=on_record("请您评查一份案卷（%(mark)s）。案卷里的姓名已经遮住。") % {"mark": reading.code},
        link=f"/admin/reviews/readings/{reading.pk}/",
        about=f"review:{sampled.round_id}",
        once=f"review:{reading.pk}",
    )
    return True


def _numbers(sampled: Sampled) -> list[int]:
    """The places of readers that nobody has; the third one only where the first two differ."""
    standing = {one.number: one for one in sampled.readings.filter(declined_at=None)}
    wanted = range(1, sampled.round.readings + 1)
    missing = [number for number in wanted if number not in standing]
    if missing or 3 in standing or any(standing[number].submitted_at is None for number in wanted):
        return missing
    return [3]
