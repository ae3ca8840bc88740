from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.booking.errors import NotAllowed, RosterRefused
from services.booking.models import Resource, Roster, Shift
from services.booking.roster_queries import line_up, shifts_of, wanted
from services.booking.roster_rules import plans
from services.booking.rostering import Turn, assign
from tenants.journal import note
from tenants.models import User
from tenants.scope import current_tenant

State = Shift.State
LONGEST = timedelta(days=184)


@dataclass(frozen=True)
class Planned:
    """`made`: turns that have somebody now and had nobody before; `empty`: turns nobody can take."""

    made: int
    empty: int


@transaction.atomic
def plan_roster(roster: Roster, first: date, last: date, *, actor: User | None) -> Planned:
    """Gives every turn between two days that has nobody to whoever's turn it is. What stands is left alone, so a
    second run changes nothing. `actor` None: the demo. Raises NotAllowed and RosterRefused.
    """
    if actor is not None and not plans(actor):
        raise NotAllowed(_("您不能排这张值班表。"))
    _check(first, last)
    roster = Roster.objects.select_for_update().get(pk=roster.pk)
    list(lock_people(roster))
    standing = {(one.starts_at, one.place): one for one in shifts_of(roster, first, last)}
    now = timezone.now()
    todo = [
        turn
        for turn in wanted(roster, first, last)
        if turn.starts_at > now and _is_open(standing.get((turn.starts_at, turn.place)))
    ]
    chosen = assign(todo, line_up(roster, first, last))
    filled = [
        _fill(roster, turn, key, standing.get((turn.starts_at, turn.place))) for turn, key in chosen.items()
    ]
    result = Planned(made=sum(filled), empty=len(filled) - sum(filled))
    if result.made:
        note(actor, "roster_planned", roster, count=result.made, on=f"{first}–{last}")
    return result


def lock_people(roster: Roster) -> Sequence[Resource]:
    """In one order whoever plans: nobody is given two duties that overlap by two rosters planned at once."""
    return Resource.objects.select_for_update(of=("self",)).filter(rosters__roster=roster).order_by("pk")


def _check(first: date, last: date) -> None:
    if last < first:
        raise RosterRefused(_("结束日期不能早于开始日期。"))
    if last - first > LONGEST:
        raise RosterRefused(_("一次最多排半年的班。"))


def _is_open(shift: Shift | None) -> bool:
    """A turn without a row, one that found nobody, and one called off for a day on which the duty is held again."""
    return (
        shift is None
        or shift.state == State.VOID
        or (shift.state == State.PLANNED and shift.resource_id is None)
    )


def _fill(roster: Roster, turn: Turn, person: int | None, shift: Shift | None) -> bool:
    """Whether somebody has it now. A constraint has the last word; whom it refuses leaves the turn empty."""
    try:
        with transaction.atomic():
            _write(roster, turn, person, shift)
    except IntegrityError:
        _write(roster, turn, None, shift)
        return False
    return person is not None


def _write(roster: Roster, turn: Turn, person: int | None, shift: Shift | None) -> None:
    values = {
        "ends_at": turn.ends_at, "resource_id": person, "state": State.PLANNED, "published_at": None, "note": "",
    }  # fmt: skip
    if shift is None:
        Shift.objects.create(
            tenant=current_tenant(), roster=roster, starts_at=turn.starts_at, place=turn.place, **values
        )
    else:
        Shift.objects.filter(pk=shift.pk, state=shift.state, resource=shift.resource_id).update(**values)
