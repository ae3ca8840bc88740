"""Editions of the demo, and the complaints that count in them."""

from collections.abc import Iterable
from datetime import timedelta

from home.demo.scene import Scene, at
from services.calendar.half_years import HalfYear
from services.cases.actions.bring_in import Concluded, bring_in
from services.complaints.models import Complained
from services.directory.models import Lawyer, Mediator
from services.ranking.actions.answer import answer
from services.ranking.actions.count import count
from services.ranking.actions.object import object_to
from services.ranking.actions.open_objections import open_objections
from services.ranking.actions.publish import publish
from services.ranking.models import Edition

OFFICER, ADMIN = frozenset({"case_officer"}), frozenset({"county_admin"})
BOARDS = ("lawyers", "mediators", "committees")


def make_editions(scene: Scene, half: HalfYear, *, newest: bool) -> None:
    """Counted four weeks after the half-year, when its last review is done; published by somebody else."""
    officer, admin = scene.account("officer"), scene.account("admin")
    counted = at(half.until + timedelta(days=26), 9)
    for board in BOARDS:
        edition = count(board, half, actor=officer, held=OFFICER, now=counted)
        edition = open_objections(edition, actor=officer, held=OFFICER, now=counted + timedelta(hours=2))
        if board == "lawyers" and newest:
            _object(scene, edition, half)
        publish(edition, actor=admin, held=ADMIN, now=at(half.until + timedelta(days=36), 10))


def _object(scene: Scene, edition: Edition, half: HalfYear) -> None:
    lawyer = scene.account("lawyer")
    entry = edition.entries.filter(lawyer__user=lawyer).first()
    if entry is None:
        return
    made = object_to(
        entry, scene.words["objection"], actor=lawyer, now=at(half.until + timedelta(days=28), 11)
    )
    answer(
        made, scene.words["answer"], upheld=False, actor=scene.account("officer"), held=OFFICER,
        now=at(half.until + timedelta(days=31), 11),
    )  # fmt: skip


def complain(scene: Scene, half: HalfYear, about: Iterable[Lawyer | Mediator]) -> None:
    """Each of them has a complaint that was found to be true in the middle of the half-year."""
    middle = at(half.since + timedelta(days=95), 10)
    for place, one in enumerate(about, 1):
        line = Concluded(
            number=scene.number("complaint_number", half, place), procedure="COMPLAINT",
            title=scene.words["complaint"], state="closed", opened_at=middle - timedelta(days=30), closed_at=middle,
        )  # fmt: skip
        (case,) = bring_in([line], doer=scene.officer)
        kind = "lawyer" if isinstance(one, Lawyer) else "mediator"
        Complained.objects.create(
            tenant=scene.tenant, case=case, substantiated_on=middle.date(), **{kind: one}
        )
