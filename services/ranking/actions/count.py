"""Counts a period and makes an edition of it, or counts one again that is not published yet."""

import secrets
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.directory.models import Lawyer, Mediator, Organisation
from services.ranking import sheets
from services.ranking.counting import SOURCES, counted
from services.ranking.errors import NotAllowed, NotYet, RankingError
from services.ranking.formula import Formula
from services.ranking.models import Edition, Entry
from services.ranking.periods import HalfYear
from services.ranking.rules import in_force, may_count
from tenants import journal
from tenants.models import User

AT_ONCE = 1000
CODE_LENGTH = 10
REGISTERS = {
    "lawyer": (Lawyer, "firm"),
    "mediator": (Mediator, "organisation"),
    "organisation": (Organisation, ""),
}


@transaction.atomic
def count(
    board: str, period: HalfYear, *, actor: User, held: Collection[str], now: datetime | None = None
) -> Edition:
    """Raises NotAllowed, NotYet before the period is over, RankingError when it was counted before."""
    now = now or timezone.now()
    if not may_count(held):
        raise NotAllowed(_("您的角色不统计排名。"))
    if timezone.localdate(now) <= period.until:
        raise NotYet(_("%(period)s还没有结束，结束以后才能统计。") % {"period": period})
    edition = Edition(
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
    _fill(edition)
    journal.note(actor, "ranking.counted", edition)
    return edition


@transaction.atomic
def count_again(
    edition: Edition, *, actor: User, held: Collection[str], now: datetime | None = None
) -> list[str]:
    """With the data and the formula as they are now; the codes stay. Gives the codes whose line has changed."""
    if not may_count(held):
        raise NotAllowed(_("您的角色不统计排名。"))
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.is_published:
        raise RankingError(_("已公布的排名不能再改。"))
    old = {one.code: one.row for one in edition.entries.all()}
    edition.entries.all().delete()
    edition.formula, edition.counted_by = dict(in_force(edition.board)), actor
    edition.counted_at = now or timezone.now()
    edition.save()
    _fill(edition)
    new = {one.code: one.row for one in edition.entries.all()}
    changed = sorted(code for code in old.keys() | new.keys() if old.get(code) != new.get(code))
    journal.note(actor, "ranking.counted_again", edition, changed=len(changed))
    return changed


def _before(board: str, period: HalfYear) -> Edition | None:
    published = Edition.objects.filter(board=board, state=Edition.State.PUBLISHED, until__lt=period.since)
    return published.order_by("-until").first()


def _fill(edition: Edition) -> None:
    """The sheets first, and the entries from the sheets: what the page shows is what can be downloaded."""
    counts = counted(edition.board, edition.since, edition.until)
    codes = {_code(edition, pk): pk for pk in counts}
    lines = [{"code": code} | _told(counts[pk], edition.formula) for code, pk in codes.items()]
    edition.inputs = sheets.inputs_csv(lines, edition.formula)
    rows = sheets.reckoned(edition.inputs, edition.formula)
    edition.result = sheets.ranking_csv(rows, edition.formula)
    edition.script = sheets.script()
    edition.save(update_fields=["inputs", "result", "script"])
    told = {line["code"]: line for line in lines}
    Entry.objects.bulk_create(_entries(edition, rows, told, codes), batch_size=AT_ONCE)


def _code(edition: Edition, pk: int) -> str:
    return sha256(f"{edition.salt}:{pk}".encode()).hexdigest()[:CODE_LENGTH]


def _told(counts: Mapping[str, str], formula: Formula) -> dict[str, str]:
    """Of somebody below the minimum only the counts that are missing are told: few voices are no secret ballot."""
    least = formula["minimum"]
    full = {code: counts.get(code, "0") for code in sheets.counts_of(formula)}
    if all(float(full[code]) >= number for code, number in least.items()):
        return full
    return {code: full[code] for code in least}


def _entries(
    edition: Edition,
    rows: Iterable[Mapping[str, str]],
    told: Mapping[str, Mapping[str, Any]],
    codes: Mapping[str, int],
) -> list[Entry]:
    kind = SOURCES[edition.board].kind
    people = _people(kind, codes.values())
    earlier = _earlier(edition, kind)
    return [
        Entry(
            edition=edition,
            code=row["code"],
            name=people[codes[row["code"]]][0],
            body=people[codes[row["code"]]][1],
            rank=int(row["rank"]) if row["rank"] else None,
            rank_before=earlier.get(codes[row["code"]]),
            score=row["score"] or None,
            counts=told[row["code"]],
            row=row,
            **{f"{kind}_id": codes[row["code"]]},
        )
        for row in rows
    ]


def _people(kind: str, keys: Iterable[int]) -> dict[int, tuple[str, str]]:
    model, body = REGISTERS[kind]
    shown = ["pk", "name", *([f"{body}__name"] if body else [])]
    wanted = set(keys)
    lines = model.objects.values_list(*shown)
    return {line[0]: (line[1], line[2] if body else "") for line in lines.iterator() if line[0] in wanted}


def _earlier(edition: Edition, kind: str) -> dict[int, int]:
    if edition.before is None:
        return {}
    ranked = edition.before.entries.filter(rank__isnull=False, **{f"{kind}__isnull": False})
    return dict(ranked.values_list(f"{kind}_id", "rank"))
