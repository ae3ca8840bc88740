"""One person for several cases. What one case refuses keeps no other back."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.cases.actions.name_handler import name_handler
from services.cases.actors import member
from services.cases.errors import CaseError
from services.cases.models import Case
from tenants.models import User


@dataclass(frozen=True)
class Assigned:
    """`why` it was refused; blank when it was done."""

    case: Case
    why: str = ""


def assign_many(
    cases: Iterable[Case], role: str, user: User, *, actor: User, held: frozenset[str]
) -> list[Assigned]:
    """Each case in a transaction of its own."""
    return [_assign(case, role, user, actor, held) for case in cases]


def _assign(case: Case, role: str, user: User, actor: User, held: frozenset[str]) -> Assigned:
    try:
        name_handler(case, role, doer=member(actor, case, held), user=user)
    except CaseError as error:
        return Assigned(case, str(error))
    return Assigned(case)
