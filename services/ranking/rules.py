"""Who may do what with a ranking."""

from collections.abc import Collection

from services.directory.queries import organisations_of
from services.ranking.formula import Formula, shipped
from services.ranking.models import Edition, Entry, OwnFormula
from tenants import roles
from tenants.models import User

COUNTS = frozenset({roles.CASE_OFFICER, roles.COUNTY_ADMIN})
READS = COUNTS | {roles.SUPERVISOR}
ADOPTS = frozenset({roles.COUNTY_ADMIN})


def in_force(board: str) -> Formula:
    """The county's own formula, adopted last, or the one of the library."""
    own = OwnFormula.objects.filter(board=board).order_by("-pk").first()
    return own.formula if own is not None else shipped(board)


def may_count(held: Collection[str]) -> bool:
    return bool(COUNTS & set(held))


def may_publish(edition: Edition, user: User, held: Collection[str]) -> bool:
    """Not whoever counted it: four eyes see what two do not."""
    return may_count(held) and edition.counted_by_id != user.pk


def is_own(entry: Entry, user: User) -> bool:
    """The line of this person in the register, or of the organisation they work for."""
    line = entry.lawyer or entry.mediator
    if line is not None:
        return line.user_id == user.pk
    return (
        entry.organisation_id is not None and organisations_of(user).filter(pk=entry.organisation_id).exists()
    )


def may_adopt(held: Collection[str]) -> bool:
    return bool(ADOPTS & set(held))
