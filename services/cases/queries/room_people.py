"""Who of a case sits in its mediation room."""

from collections.abc import Iterable
from dataclasses import replace

from services.cases.holders import holder
from services.cases.models import Case, Handler, Party
from services.mediation.models import Seat
from services.mediation.persons import Person
from services.notices.contact import NEVER, Contact
from tenants import roles
from tenants.models import User

_SIDES = {
    Party.Side.APPLICANT: Seat.Side.A,
    Party.Side.RESPONDENT: Seat.Side.B,
    Party.Side.THIRD: Seat.Side.NONE,
}
# Whose seat is on the paper comes first, where somebody is both.
_LEADS = ("mediator", "lead_mediator")
Role = Seat.Role


def room_people(
    case: Case,
    *,
    parties: Iterable[int] | None = None,
    authorised: Iterable[int] = (),
    leader: User | None = None,
) -> list[Person]:
    """`parties`: keys of those who are asked, everybody if not said; `authorised`: of agents with special authority.

    `leader` sits as the mediator where nobody named in the case could.
    """
    people = Party.objects.filter(case=case).exclude(role=Party.Role.HELPER).select_related("user")
    wanted = None if parties is None else set(parties)
    asked = [_party(one, set(authorised)) for one in people if wanted is None or one.pk in wanted]
    seated = _handlers(case, leader)
    return _each_account_once([*seated, *asked])


def reachable(party: Party) -> Contact | None:
    """As `tell.tell_parties` writes to parties. None: nobody writes, the office calls."""
    silent = party.careful and not party.reach
    first_heard = party.side == Party.Side.APPLICANT or party.invited_at or party.user_id
    contact = party.contact
    return None if silent or not first_heard or (contact == NEVER and not party.user_id) else contact


def ref_of(party: Party) -> str:
    return f"party-{party.pk}"


def _party(one: Party, authorised: set[int]) -> Person:
    agent = one.acts_for_id is not None
    return Person(
        Role.AGENT if agent else Role.PARTY,
        one.name,
        side=_SIDES[one.side],
        phone=one.phone,
        user=one.user,
        ref=ref_of(one),
        acts_for=f"party-{one.acts_for_id}" if agent else "",
        authorised=agent and one.pk in authorised,
        contact=reachable(one),
    )


def _handlers(case: Case, leader: User | None) -> list[Person]:
    rows = list(Handler.objects.filter(case=case, until=None).select_related("user"))
    rows.sort(key=lambda one: (_LEADS.index(one.role) if one.role in _LEADS else len(_LEADS), one.pk))
    found = [_handler(one) for one in rows]
    leading = [one for one in found if one.role == Role.MEDIATOR and one.user]
    if not leading and leader is not None:
        own = next((one for one in rows if one.user_id == leader.pk), None)
        found = [one for one in found if one.user != leader]
        ref = f"handler-{own.pk}" if own else ""
        found.insert(0, Person(Role.MEDIATOR, str(leader), user=leader, ref=ref))
    return found


def _handler(one: Handler) -> Person:
    return Person(_role(one), one.name, user=one.user, ref=f"handler-{one.pk}")


def _role(one: Handler) -> str:
    if one.role == "recorder":
        return Role.RECORDER
    if roles.MEDIATOR in holder(one.role).by and holder(one.role).seat and one.user_id:
        return Role.MEDIATOR
    return Role.EXPERT


def _each_account_once(people: list[Person]) -> list[Person]:
    """An account has one seat, and one mediator leads; whoever is named twice as a handler keeps the first."""
    seen: set[int] = set()
    found: list[Person] = []
    for one in people:
        again = one.user is not None and one.user.pk in seen
        if again and one.ref.startswith("handler-"):
            continue
        if one.role == Role.MEDIATOR and any(other.role == Role.MEDIATOR for other in found):
            one = replace(one, role=Role.CO_MEDIATOR)
        found.append(replace(one, user=None) if again else one)
        seen |= {one.user.pk} if one.user else set()
    return found
