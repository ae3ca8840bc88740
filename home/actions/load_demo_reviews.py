"""Rounds of dossier review in the demo: announced, drawn by a seed, read; the newest of mediations is being read."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import cycle

from home.demo.scene import Scene, at
from services.calendar.half_years import HalfYear
from services.reviews.actions.announce import announce
from services.reviews.actions.assign_readers import assign_readers
from services.reviews.actions.draw import draw
from services.reviews.models import Reading, Reviewer, ReviewSettings, Round, Sampled

READERS = ("officer", "supervisor", "admin")
BOARDS = ("aid", "mediation")
PASSES = 60


def quarters(half: HalfYear) -> Iterator[date]:
    """The first days of both."""
    yield half.since
    yield half.since.replace(month=half.since.month + 3)


def review(scene: Scene, quarter: date, scores: Mapping[str, list[list[int]]], *, newest: bool) -> None:
    """Scores of a handler are taken in turn from what the county's file says, both half-years together."""
    _settings(scene)
    end = quarter + timedelta(days=92)
    for board in BOARDS:
        row = announce(
            board, quarter, actor=scene.account("officer"), seed_plan=scene.words["seed_plan"],
            seed_on=end + timedelta(days=5), now=at(end + timedelta(days=2), 9),
        )  # fmt: skip
        draw(
            row, scene.words["seed"], source=scene.words["seed_source"], actor=scene.account("officer"),
            now=at(end + timedelta(days=6), 9),
        )  # fmt: skip
        row.refresh_from_db()
        if newest and board == "mediation":
            assign_readers(row, actor=scene.account("officer"), now=at(end + timedelta(days=6), 10))
        else:
            _read(scene, row, end, scores)


def _settings(scene: Scene) -> None:
    ReviewSettings.objects.get_or_create(
        tenant=scene.tenant, defaults={"share": 10, "each_from": 2, "least": 4, "on_paper": True}
    )
    for board in BOARDS:
        for role in READERS:
            Reviewer.objects.get_or_create(tenant=scene.tenant, board=board, user=scene.account(role))


def _read(scene: Scene, row: Round, end: date, scores: Mapping[str, list[list[int]]]) -> None:
    turns = {name: cycle([one for half in told for one in half]) for name, told in scores.items()}
    two = [scene.account(role) for role in READERS[:2]]
    drawn = list(row.sampled.select_related("lawyer", "mediator"))
    for one in drawn:
        handler = one.lawyer or one.mediator
        score = Decimal(next(turns[handler.name])) if handler and handler.name in turns else Decimal(86)
        one.score, one.closed, one.decided_at = score, True, at(end + timedelta(days=18), 15)
        one.result = Sampled.Result.PASSED if score >= PASSES else Sampled.Result.FAILED
        one.reply_until = end + timedelta(days=28)
        Reading.objects.bulk_create(
            Reading(
                tenant=scene.tenant, sampled=one, number=number, reviewer=reader, score=score + change,
                result=one.result, assigned_at=row.drawn_at, submitted_at=at(end + timedelta(days=16), 15),
            )
            for number, (reader, change) in enumerate(zip(two, (2, -2), strict=True), 1)
        )  # fmt: skip
    Sampled.objects.bulk_update(drawn, ["score", "closed", "decided_at", "result", "reply_until"])
    Round.objects.filter(pk=row.pk).update(
        state=Round.State.DONE, published_at=at(end + timedelta(days=20), 9)
    )
