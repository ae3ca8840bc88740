"""The people of a case as its page shows them: masked, unless somebody has just said why they must be seen."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from services.cases import masking
from services.cases.holders import holder
from services.cases.models import Case, Handler, Party
from services.procedures.spec import Procedure


@dataclass(frozen=True)
class Person:
    """`open` when the numbers stand there in full."""

    party: Party
    phone: str
    identity: str
    address: str
    open: bool


def people(case: Case, looked_at: Party | None = None) -> Iterator[Person]:
    for party in case.parties.select_related("acts_for"):
        if looked_at is not None and party.pk == looked_at.pk:
            yield Person(
                party, party.phone.removeprefix("+86"), party.identity_number, party.address, open=True
            )
        else:
            yield Person(
                party,
                masking.phone(party.phone),
                masking.identity(party.identity_number),
                masking.township(party.address, case),
                open=False,
            )


@dataclass(frozen=True)
class Worker:
    handler: Handler
    role: str


def workers(case: Case, procedure: Procedure) -> list[Worker]:
    return [Worker(one, role_name(procedure, one.role)) for one in case.handlers.select_related("user")]


def role_name(procedure: Procedure, role: str) -> str:
    return procedure.roles[role].name if role in procedure.roles else role


def roles_to_fill(procedure: Procedure, turn: Collection[str]) -> list[tuple[str, str]]:
    """The roles in which somebody can be named: whose turn it is, then those that act only when they are."""
    fitting = [
        (code, role.name)
        for code, role in procedure.roles.items()
        if code != "system" and not holder(code).citizen
    ]
    named = [
        (code, _("%(role)s（现在轮到）") % {"role": name} if code in turn else name) for code, name in fitting
    ]
    return sorted(named, key=lambda one: (one[0] not in turn, not holder(one[0]).seat))
