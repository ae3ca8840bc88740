"""Who acts on a case, and in which roles of its procedure."""

from dataclasses import dataclass

from services.cases.holders import NAMED, held_by, holders
from services.cases.models import Case, Handler, Party
from services.cases.wording import on_record
from services.procedures.facts import Actor
from services.procedures.spec import Procedure
from tenants.models import Membership, User
from tenants.queries import live, live_roles


@dataclass(frozen=True)
class Doer:
    """`tenant_roles` of a member, or the `party` that acts for itself; neither for a clock or the system."""

    name: str
    user: User | None = None
    tenant_roles: frozenset[str] = frozenset()
    seated: bool = False
    party: Party | None = None
    due: str = ""
    event: str = ""
    vacant: frozenset[str] = frozenset()

    def as_actor(self, procedure: Procedure) -> Actor:
        if self.due or self.event or not (self.tenant_roles or self.party):
            return Actor(frozenset({"system"}), event=self.event, due=self.due)
        return Actor(self.roles_in(procedure))

    def roles_in(self, procedure: Procedure) -> frozenset[str]:
        named = {role for way in procedure.transitions for role in way.by}
        if self.party is not None:
            return frozenset(role for role in named if role in holders() and holders()[role].citizen)
        return held_by(self.tenant_roles, seated=self.seated, among=named, vacant=self.vacant)


SYSTEM = Doer(on_record("系统"))


def member(user: User, case: Case | None, roles: frozenset[str] | None = None) -> Doer:
    """A member of the active tenant. `roles` saves asking where they are known already."""
    held = live_roles(user, case.tenant) if roles is None and case else roles or frozenset()
    seated = case is not None and Handler.objects.filter(case=case, user=user, until=None).exists()
    return Doer(str(user), user, held, seated, vacant=vacant(case) if case else frozenset())


def vacant(case: Case) -> frozenset[str]:
    """Roles of the tenant that work where they are named, and that no account named in this case has."""
    named = Handler.objects.filter(case=case, until=None).exclude(user=None).values("user")
    held = Membership.objects.filter(live(), user__in=named, role__in=NAMED)
    return NAMED - set(held.values_list("role", flat=True))


def citizen(party: Party, user: User | None = None) -> Doer:
    return Doer(party.name, user, party=party)
