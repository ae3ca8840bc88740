"""From readings to the result of a dossier; tells whoever handled it, and never who read it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from services.cases.wording import in_chinese, on_record
from services.notices.actions.queue import queue
from services.reviews import notice_kinds
from services.reviews.actions.assign_readers import give
from services.reviews.models import Reading, Sampled
from services.reviews.readers import load, pool
from services.reviews.scoring import Read, decide
from tenants.models import Membership
from tenants.queries import live
from tenants.roles import CASE_OFFICER


@transaction.atomic
def settle(sampled: Sampled, *, now: datetime) -> bool:
    """Whether the dossier is decided now. Two readings that differ ask for a third reader."""
    standing = list(sampled.readings.filter(declined_at=None).order_by("number"))
    wanted = set(range(1, sampled.round.readings + 1))
    if not wanted <= {one.number for one in standing} or any(one.submitted_at is None for one in standing):
        return False
    decided = decide([_read(one) for one in standing], difference=sampled.round.difference)
    if decided is None:
        if not give(sampled, 3, pool(sampled.round.board), load(sampled.round), now):
            tell_stuck(sampled)
        return False
    return finish(sampled, decided, now=now)


@transaction.atomic
def finish(sampled: Sampled, decided: Read, *, now: datetime) -> bool:
    """Writes the result once; from now on it counts, and the handler may reply."""
    until = timezone.localdate(now) + timedelta(days=sampled.round.reply_days)
    written = Sampled.objects.filter(pk=sampled.pk, closed=False).update(
        score=decided.score,
        result=decided.result,
        grounds=list(decided.grounds),
        closed=True,
        decided_at=now,
        reply_until=until,
    )
    if not written:
        return False
    sampled.refresh_from_db()
    if sampled.handler_user is not None:
        words = {
            "number": sampled.case.number,
            "result": in_chinese(Sampled.Result(sampled.result).label),
            "score": sampled.score,
            "until": f"{until:%Y-%m-%d}",
        }
        said = (
            on_record(
                "您承办的%(number)s经评查：%(result)s，%(score)s分。有不同意见，%(until)s以前可以申述。"
            )
            % words
        )
        queue(
            notice_kinds.RESULT.code,
            to_user=sampled.handler_user,
            text=said,
            link=f"/admin/reviews/results/{sampled.pk}/",
            about=f"review:{sampled.round_id}",
            once=f"review-result:{sampled.pk}",
        )
    return True


def tell_stuck(sampled: Sampled) -> None:
    said = on_record(
        "案卷%(mark)s还缺一名评查员：名单上的人都有利害关系，或者已经评过。请补充评查员后再分配。"
    )
    tell_officers(
        notice_kinds.STUCK.code,
        said % {"mark": sampled},
        link=f"/admin/reviews/{sampled.round_id}/",
        about=f"review:{sampled.round_id}",
    )


def tell_officers(kind: str, text: str, *, link: str, about: str = "", once: str = "") -> int:
    """Each officer of the county; of how many this is news."""
    officers = Membership.objects.filter(live(), role=CASE_OFFICER).select_related("user")
    return sum(
        queue(
            kind,
            to_user=one.user,
            text=text,
            link=link,
            about=about,
            once=f"{once}:{one.user_id}" if once else "",
        )
        for one in officers
    )


def _read(reading: Reading) -> Read:
    return Read(reading.score, reading.result, tuple(reading.grounds))
