"""Who must neither see nor decide a case, although their role reads all of them: whoever it is about.

Storeys above know whom a case is about; they register when they start.
"""

from collections.abc import Callable

from django.db.models import Q

from services.cases.models import Case
from tenants.models import User

# Cases that this person does not see.
Hidden = Callable[[User], Q]
# Why this person takes no step in the case; empty when nothing is in the way.
Refusal = Callable[[Case, User], str]

_hidden: list[Hidden] = []
_refusals: dict[str, Refusal] = {}


def register(procedure: str, *, hidden: Hidden, refusal: Refusal) -> None:
    _hidden.append(hidden)
    _refusals[procedure] = refusal


def hidden_from(user: User) -> Q:
    found = Q(pk__in=[])
    for one in _hidden:
        found |= one(user)
    return found


def is_hidden(case: Case, user: User) -> bool:
    return case.procedure_code in _refusals and Case.objects.filter(hidden_from(user), pk=case.pk).exists()


def refusal(case: Case, user: User) -> str:
    found = _refusals.get(case.procedure_code)
    return found(case, user) if found else ""
