"""Publishes a round, and carries its results into the review procedure where a case offers one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from services.cases.actions.advance import advance
from services.cases.actions.take_up import take_up
from services.cases.actions.tell import told_together
from services.cases.actors import Doer, member
from services.cases.errors import CaseError
from services.cases.models import Case, FollowUpOffer
from services.reviews import sheets
from services.reviews.errors import NotAllowed, NotNow
from services.reviews.models import Round, Sampled
from services.reviews.rules import may_run, roles_of
from tenants.journal import note
from tenants.models import User

PROCEDURE = "DOSSIER_REVIEW"
# From each state of the procedure the step that follows, as far as a review in the county goes.
_STEPS = {"prepared": "submit", "submitted": "county_review"}


def publish(row: Round, *, actor: User, now: datetime | None = None) -> int:
    """Every dossier must have its result. How many the review procedure refused to take on; each says why."""
    now = now or timezone.now()
    if not may_run(actor):
        raise NotAllowed(_("案卷评查由案件经办人组织。"))
    with transaction.atomic():
        if row.sampled.filter(closed=False).exists() or not row.sampled.exists():
            raise NotNow(_("还有案卷没有评查完。"))
        written = Round.objects.filter(pk=row.pk, state=Round.State.READING).update(
            state=Round.State.DONE, published_at=now
        )
        if not written:
            raise NotNow(_("这一批已经公布，或者还没有评查。"))
        row.refresh_from_db()
        note(actor, "review_published", row, count=row.sampled.count())
    return carry_on(row, actor=actor, now=now)


def carry_on(row: Round, *, actor: User, now: datetime | None = None) -> int:
    """Takes up what is still to be done in the review procedure; how many it refused."""
    if not may_run(actor):
        raise NotAllowed(_("案卷评查由案件经办人组织。"))
    open_ones = (
        row.sampled.filter(closed=True)
        .exclude(review__is_open=False)
        .select_related("case", "round", "review")
    )
    return sum(not _carry(one, actor, now or timezone.now()) for one in open_ones)


def _carry(sampled: Sampled, actor: User, now: datetime) -> bool:
    """What was done before a refusal stands; the refusal is kept in the words of the procedure."""
    doer, refusal = member(actor, None, roles_of(actor)), ""
    try:
        review = sampled.review or _opened(sampled, doer, now)
        if review is None:
            return True
        with told_together():
            _walk(sampled, review, doer, now)
    except CaseError as error:
        refusal = str(error)
    Sampled.objects.filter(pk=sampled.pk).update(refusal=refusal[:300])
    return not refusal


def _opened(sampled: Sampled, doer: Doer, now: datetime) -> Case | None:
    offer = (
        FollowUpOffer.objects.filter(case=sampled.case, procedure_code=PROCEDURE)
        .select_related("opened")
        .first()
    )
    if offer is None:
        return None
    with transaction.atomic(), told_together():
        review = offer.opened or take_up(offer, doer=doer, now=now).case
        Sampled.objects.filter(pk=sampled.pk).update(review=review)
    return review


def _walk(sampled: Sampled, review: Case, doer: Doer, now: datetime) -> None:
    data, passed = _data(sampled), sampled.result == Sampled.Result.PASSED
    while review.is_open:
        step = _STEPS.get(review.state) or ("pass_county" if passed else "fail")
        judged = "dossier_compliant" if passed else "dossier_defective"
        event = advance(review, step, doer=doer, data=data.get(step, {}), confirmed=[judged], now=now)
        review = event.case


def _data(sampled: Sampled) -> Mapping[str, Mapping[str, Any]]:
    result = {"review_result": sampled.result}
    with override("zh-hans"):
        name = str(sampled.round)
    return {
        "submit": {
            "dossier_no": sampled.case.data.get("dossier_no") or sampled.case.number,
            "review_round": name,
        },
        "county_review": {
            "review_items": _items(sampled),
            "review_score": str(sampled.score),
            "review_level": "county",
        },
        "pass_county": result,
        "fail": result,
    }


def _items(sampled: Sampled) -> list[dict[str, str]]:
    """Item by item the mean of what the readers gave; of the third reader alone where that one decided."""
    form = sheets.sheet(sampled.round.board, sampled.tenant)
    read = list(sampled.readings.filter(submitted_at__isnull=False).order_by("number"))
    read = [one for one in read if one.number == 3] or read
    rows = []
    for field in sheets.items(form):
        given = [float((one.answers or {}).get(field.code) or 0) for one in read]
        rows.append({"item": field.label, "score": f"{sum(given) / len(given):.1f}" if given else "0"})
    return rows
