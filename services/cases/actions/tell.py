"""Words to those who must act and to the parties; queued in the caller's transaction."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from services.cases import notice_kinds
from services.cases.holders import holder
from services.cases.models import Case, CaseEvent, Handler, Party
from services.notices.actions.queue import queue
from services.notices.registry import Kind
from services.procedures.spec import Procedure, Transition
from tenants.models import Membership, User
from tenants.queries import live


def tell_turn(case: Case, procedure: Procedure, way: Transition, event: CaseEvent) -> None:
    """Who must act next is told, except the person who has just acted; the parties learn of the new state."""
    state = procedure.by_state[case.state].name
    for user in acting(case, case.turn):
        if event.actor_id != user.pk:
            words = {"number": case.number, "state": state}
            text = _("%(number)s 已到“%(state)s”，请您办理。") % words
            tell_member(
                notice_kinds.TURN, case, user, text, once=f"turn:{case.pk}:{event.position}:{user.pk}"
            )
    text = _("您的事项%(number)s：%(step)s，现在是“%(state)s”。") % {
        "number": case.number,
        "step": way.name,
        "state": state,
    }
    tell_parties(notice_kinds.PROGRESS, case, text, once=f"progress:{case.pk}:{event.position}")


def tell_member(kind: Kind, case: Case, user: User, text: str, *, once: str = "") -> None:
    about = f"case:{case.number}"
    queue(kind.code, to_user=user, text=text, link=f"/admin/cases/{case.pk}/", about=about, once=once)


def tell_parties(kind: Kind, case: Case, text: str, *, once: str = "") -> None:
    """Nobody is written to who asked for care: the office calls such a person in a way that was agreed."""
    for party in Party.objects.filter(case=case, careful="", role__in=(Party.Role.PARTY, Party.Role.AGENT)):
        if party.user_id or party.phone:
            queue(
                kind.code,
                to_user=party.user,
                to_phone="" if party.user_id else party.phone,
                text=text,
                link=f"/my/{case.pk}/" if party.user_id else "/track/",
                about=f"case:{case.number}",
                once=f"{once}:{party.pk}" if once else "",
            )


def acting(case: Case, roles: Iterable[str]) -> list[User]:
    """The members behind roles of the procedure: who is named in the case, else whoever holds the tenant's role."""
    found: dict[int, User] = {}
    for role in roles:
        named = [
            one.user
            for one in Handler.objects.filter(case=case, role=role, until=None).select_related("user")
            if one.user
        ]
        for user in named or _behind(role, case):
            found[user.pk] = user
    return list(found.values())


def _behind(role: str, case: Case) -> list[User]:
    """Reception shares its work: the first tenant role behind a procedure's role is told, and the colleagues of
    the case's own organisation where it has some."""
    behind = holder(role)
    if behind.seat or behind.citizen or not behind.by:
        return []
    members = Membership.objects.filter(live(), role=behind.by[0]).select_related("user")
    people = [one.user for one in members]
    if case.organisation_id:
        own = set(case.organisation.members.filter(until=None).values_list("user_id", flat=True))
        people = [user for user in people if user.pk in own] or people
    return people
