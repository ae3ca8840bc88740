"""Takes the steps of the county's LA_RANKING case along with an edition of legal-aid lawyers.

The edition decides by itself. Where the county's procedure refuses a step, the case stays where it is and the edition
says why: a variant that asks for more is worked through on the page of the case.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from services.calendar.half_years import half_year
from services.cases.actions.advance import advance
from services.cases.actions.open_case import Opening, open_case
from services.cases.actions.record import append, locked
from services.cases.actors import Doer
from services.cases.errors import CaseError
from services.cases.models import Case, CaseEvent
from services.cases.wording import in_chinese, on_record
from services.ranking.models import Board, Edition, Objection
from tenants.models import User

PROCEDURE = "LA_RANKING"
# The table of a step is for reading; the sheets have everybody.
MOST_ROWS = 200
CONFIRMED = ("meets_half_year", "data_checked")

Step = tuple[str, Mapping[str, Any]]


def when_counted(edition: Edition, actor: User, held: Collection[str], now: datetime) -> None:
    if edition.board != Board.LAWYERS:
        return
    period = in_chinese(str(half_year(edition.since)))
    doer = Doer(str(actor), actor, frozenset(held))
    try:
        with transaction.atomic():
            title = f"{edition.formula['name']} {period}"
            case = open_case(Opening(PROCEDURE, title=title), doer=doer, now=now).case
    except CaseError as refusal:
        _say(edition, str(refusal))
        return
    Edition.objects.filter(pk=edition.pk).update(case=case)
    edition.case = case
    _take(edition, [("score", {"ranking_period": period, "ranking_rows": _rows(edition)})], doer, now)


def when_opened(edition: Edition, actor: User, held: Collection[str], now: datetime) -> None:
    _take(edition, [("check", {}), ("notify_firms", {})], Doer(str(actor), actor, frozenset(held)), now)


def when_answered(objection: Objection, actor: User, held: Collection[str], now: datetime) -> None:
    """The objection and its answer together: until then the step would be somebody's who is not named in the case."""
    edition = Edition.objects.select_related("case").get(pk=objection.edition_id)
    steps = [
        ("object", {"objection_text": f"{objection.name}：{objection.text}"}),
        ("settle_objection", {"objection_reply": objection.answer}),
        ("notify_firms", {}),
    ]
    _take(edition, steps, Doer(str(actor), actor, frozenset(held)), now)


def when_published(edition: Edition, actor: User, held: Collection[str], now: datetime) -> None:
    said = {"publish_channel": on_record("门户网站"), "published_on": timezone.localdate(now).isoformat()}
    _take(edition, [("publish", said)], Doer(str(actor), actor, frozenset(held)), now)


def when_withdrawn(edition: Edition, reason: str, actor: User, held: Collection[str], now: datetime) -> None:
    if edition.case is None:
        return
    text = on_record("这一期排名作废：%(reason)s") % {"reason": reason}
    doer = Doer(str(actor), actor, frozenset(held))
    append(locked(edition.case), CaseEvent.Kind.NOTE, text, doer=doer, shown=False, at=now)


def _take(edition: Edition, steps: list[Step], doer: Doer, now: datetime) -> None:
    if edition.case is None:
        return
    try:
        with transaction.atomic():
            for code, data in steps:
                case = Case.objects.get(pk=edition.case_id)
                advance(case, code, doer=doer, data=data, confirmed=CONFIRMED, now=now)
    except CaseError as refusal:
        _say(edition, str(refusal))
    else:
        _say(edition, "")


def _say(edition: Edition, words: str) -> None:
    edition.case_says = words[:300]
    Edition.objects.filter(pk=edition.pk).update(case_says=edition.case_says)


def _rows(edition: Edition) -> list[dict[str, str]]:
    ranked = edition.entries.filter(rank__isnull=False)[:MOST_ROWS]
    return [
        {
            "lawyer": one.name,
            "cases": one.counts.get("cases", ""),
            "satisfaction": one.row.get("satisfaction", ""),
            "quality": one.row.get("quality", ""),
        }
        for one in ranked
    ]
