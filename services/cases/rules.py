"""Who may see which cases, and who may do what besides the steps of the procedure."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from services.cases import barred
from services.cases.actors import Doer
from services.cases.holders import NAMED
from services.cases.models import Case, CaseEvent, Handler
from tenants import roles
from tenants.models import Membership, Tenant, User
from tenants.queries import live

READS_ALL = frozenset({roles.COUNTY_ADMIN, roles.CASE_OFFICER, roles.SUPERVISOR})
READS_OWN = NAMED
READS_ANY = READS_ALL | READS_OWN | {roles.RECEPTIONIST}
MANAGES = frozenset({roles.COUNTY_ADMIN, roles.CASE_OFFICER})
REGISTERS = frozenset({roles.CASE_OFFICER, roles.RECEPTIONIST, roles.MEDIATOR})
WORKS = frozenset({roles.CASE_OFFICER, roles.RECEPTIONIST, roles.MEDIATOR, roles.LAWYER, roles.COUNTY_ADMIN})


def visible(cases: QuerySet[Case], user: User, held: Collection[str]) -> QuerySet[Case]:
    """Mediators and lawyers see the cases they are named in; reception what it registered, what it took a step in,
    because the people of that case ring up there again, and what it must act on. Nobody sees what is about them."""
    own = set(held)
    if own & READS_ALL:
        return cases.exclude(barred.hidden_from(user))
    wanted = Q(pk__in=[])
    if own & READS_OWN:
        wanted |= Q(Exists(Handler.objects.filter(case=OuterRef("pk"), user=user, until=None)))
    if roles.RECEPTIONIST in own:
        wanted |= Q(opened_by=user) | Q(is_open=True, waiting_for=roles.RECEPTIONIST)
        wanted |= Q(Exists(_own_steps(user).filter(case=OuterRef("pk"))))
    return cases.filter(wanted).exclude(barred.hidden_from(user))


def may_see(case: Case, doer: Doer) -> bool:
    if doer.party is not None:
        return doer.party.case_id == case.pk
    if doer.user is None:
        return True
    if barred.is_hidden(case, doer.user):
        return False
    if doer.seated or doer.tenant_roles & READS_ALL:
        return True
    return roles.RECEPTIONIST in doer.tenant_roles and (
        case.opened_by_id == doer.user.pk
        or (case.is_open and case.waiting_for == roles.RECEPTIONIST)
        or _own_steps(doer.user).filter(case=case).exists()
    )


def working(tenant: Tenant) -> list[tuple[User, frozenset[str]]]:
    """The members of a county who work on cases, with the roles in which they do."""
    found: dict[User, set[str]] = {}
    rows = Membership.objects.filter(live(), tenant=tenant, role__in=WORKS - {roles.COUNTY_ADMIN})
    for one in rows.select_related("user").order_by("user__name", "user__pk"):
        found.setdefault(one.user, set()).add(one.role)
    return [(user, frozenset(held)) for user, held in found.items()]


def _own_steps(user: User) -> QuerySet[CaseEvent]:
    return CaseEvent.objects.filter(actor=user, kind=CaseEvent.Kind.STEP)


def may_manage(doer: Doer) -> bool:
    """Assign, link, split, merge, hand up."""
    return doer.user is None or bool(doer.tenant_roles & MANAGES)


def may_work(case: Case, doer: Doer) -> bool:
    """Add material, notes, papers: whoever sees the case and does not only supervise."""
    return may_see(case, doer) and (
        doer.party is not None or doer.user is None or bool(doer.tenant_roles & WORKS)
    )
