"""Words to those who must act and to the parties; queued in the caller's transaction."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import Q

from services.cases import notice_kinds
from services.cases.actors import vacant
from services.cases.holders import NAMED, holder
from services.cases.models import Case, CaseEvent, Handler, Party
from services.cases.notice_kinds import about
from services.cases.wording import on_record
from services.notices.actions.queue import queue
from services.notices.registry import Kind
from services.procedures.spec import Procedure, Transition
from tenants.models import Membership, User
from tenants.queries import live
from tenants.roles import CASE_OFFICER

# Parties with whom it is clear how they may be written to.
AGREED = Q(careful="") | ~Q(reach="")
_together: ContextVar[bool] = ContextVar("together", default=False)


@contextmanager
def told_together() -> Iterator[None]:
    """Several steps in a row write to no party here; whoever takes them says it in one message afterwards."""
    token = _together.set(True)
    try:
        yield
    finally:
        _together.reset(token)


def tell_turn(case: Case, procedure: Procedure, way: Transition, event: CaseEvent) -> None:
    """Who must act next is told, except the person who has just acted; who asked for it learns of the new state."""
    state = procedure.by_state[case.state].name
    for user in acting(case, case.turn):
        if event.actor_id != user.pk:
            text = on_record("%(number)s 已到“%(state)s”，请您办理。") % {
                "number": case.number,
                "state": state,
            }
            tell_member(notice_kinds.TURN, case, user, text)
    words = {"number": case.number, "step": way.name, "state": state}
    tell_parties(notice_kinds.PROGRESS, case, words)


def tell_member(kind: Kind, case: Case, user: User, text: str, *, once: str = "") -> None:
    link = f"/admin/cases/{case.pk}/"
    queue(kind.code, to_user=user, text=text, link=link, about=about(case), once=once)


def tell_parties(kind: Kind, case: Case, values: Mapping[str, object], *, once: str = "") -> None:
    """Every party that may be written to, in the way it asked for."""
    if _together.get():
        return
    for party in _reachable(case):
        link = f"/my/{case.pk}/" if party.user_id else "/track/"
        tell_party(kind, party, values, link=link, once=f"{once}:{party.pk}" if once else "")


def tell_party(kind: Kind, party: Party, values: Mapping[str, object], *, link: str, once: str = "") -> None:
    queue(
        kind.code,
        to_user=party.user,
        to_phone="" if party.user_id else party.phone,
        values=values,
        link=link,
        about=about(party.case),
        once=once,
        contact=party.contact,
    )


def _reachable(case: Case) -> list[Party]:
    """Nobody is written to who asked for care and with whom no way was agreed: the office calls such a person.

    The other side first hears of a case from whoever invites it, not from a message about somebody's application.
    """
    found = Party.objects.filter(AGREED, case=case, role__in=(Party.Role.PARTY, Party.Role.AGENT))
    involved = found.filter(
        Q(side=Party.Side.APPLICANT) | Q(invited_at__isnull=False) | Q(user__isnull=False)
    )
    found = involved.select_related("user", "case").order_by("pk")
    return [party for party in found if party.user_id or party.phone]


def acting(case: Case, roles: Iterable[str]) -> list[User]:
    """The members behind roles of the procedure: who is named in the case, else whoever holds the tenant's role."""
    wanted, empty = list(roles), vacant(case)
    named: dict[str, list[User]] = {}
    for one in Handler.objects.filter(case=case, until=None).exclude(user=None).select_related("user"):
        named.setdefault(one.role, []).append(one.user)
    found = {user.pk: user for role in wanted for user in named.get(role, ())}
    for role in wanted:
        behind = holder(role)
        if role in named or behind.citizen or not behind.by:
            continue
        first = CASE_OFFICER if behind.by[0] in empty else behind.by[0]
        if first not in NAMED:
            found |= {user.pk: user for user in _members(first, case)}
        elif not behind.seat:
            found |= {user.pk: user for users in named.values() for user in users}
    return list(found.values())


def _members(tenant_role: str, case: Case) -> list[User]:
    """Whoever holds the role; the colleagues of the case's own organisation where it has some among them."""
    people = [one.user for one in Membership.objects.filter(live(), role=tenant_role).select_related("user")]
    if case.organisation_id:
        own = set(case.organisation.members.filter(until=None).values_list("user_id", flat=True))
        people = [user for user in people if user.pk in own] or people
    return people
