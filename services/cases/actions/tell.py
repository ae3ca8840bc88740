"""Words to those who must act and to the parties; queued in the caller's transaction."""

from collections.abc import Iterable

from django.db.models import Q

from services.cases import notice_kinds
from services.cases.actors import vacant
from services.cases.holders import NAMED, holder
from services.cases.models import Case, CaseEvent, Handler, Party
from services.cases.wording import on_record
from services.notices.actions.queue import queue
from services.notices.registry import Kind
from services.procedures.spec import Procedure, Transition
from tenants.models import Membership, User
from tenants.queries import live
from tenants.roles import CASE_OFFICER


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
    text = on_record("您的事项%(number)s：%(step)s，现在是“%(state)s”。") % words
    tell_parties(notice_kinds.PROGRESS, case, text)


def tell_member(kind: Kind, case: Case, user: User, text: str, *, once: str = "") -> None:
    about = f"case:{case.number}"
    queue(kind.code, to_user=user, text=text, link=f"/admin/cases/{case.pk}/", about=about, once=once)


def tell_parties(kind: Kind, case: Case, text: str, *, once: str = "") -> None:
    """Every party that may be written to."""
    _tell(kind, case, text, _reachable(case), once)


def _tell(kind: Kind, case: Case, text: str, parties: Iterable[Party], once: str = "") -> None:
    for party in parties:
        queue(
            kind.code,
            to_user=party.user,
            to_phone="" if party.user_id else party.phone,
            text=text,
            link=f"/my/{case.pk}/" if party.user_id else "/track/",
            about=f"case:{case.number}",
            once=f"{once}:{party.pk}" if once else "",
        )


def _reachable(case: Case) -> list[Party]:
    """Nobody is written to who asked for care: the office calls such a person in a way that was agreed.

    The other side first hears of a case from whoever invites it, not from a message about somebody's application.
    """
    found = Party.objects.filter(case=case, careful="", role__in=(Party.Role.PARTY, Party.Role.AGENT))
    involved = found.filter(
        Q(side=Party.Side.APPLICANT) | Q(invited_at__isnull=False) | Q(user__isnull=False)
    )
    return [party for party in involved.select_related("user").order_by("pk") if party.user_id or party.phone]


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
