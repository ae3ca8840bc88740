"""Who works where: reading memberships. Nothing here writes."""

from datetime import datetime

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

from tenants.models import JournalEntry, Membership, Tenant, User
from tenants.roles import COUNTY_ADMIN
from tenants.scope import across_tenants, in_tenant


def live(now: datetime | None = None) -> Q:
    """Memberships that still count: standing ones, and visits whose hour has not come."""
    return Q(until=None) | Q(until__gt=now or timezone.now())


def live_roles(user: User, tenant: Tenant) -> frozenset[str]:
    with in_tenant(tenant):
        return frozenset(Membership.objects.filter(live(), user=user).values_list("role", flat=True))


def has_overdue_visit(user: User, tenant: Tenant) -> bool:
    with in_tenant(tenant):
        return Membership.objects.filter(user=user, until__lte=timezone.now()).exists()


def visit(user: User, tenant: Tenant) -> Membership | None:
    """The passing membership of a platform operator, if it still runs."""
    with in_tenant(tenant):
        return Membership.objects.filter(user=user, until__gt=timezone.now()).first()


def how_visit_ended(user: User, tenant: Tenant) -> str:
    """Of a visit that no longer runs: `expired`, `left` by the operator, or ended `by_county`."""
    with in_tenant(tenant):
        if Membership.objects.filter(user=user).exists():
            return "expired"  # its hour has come, and nobody has taken it away yet
        last = JournalEntry.objects.filter(
            verb__in=["revoke_role", "visit_expired"],
            subject_kind=User._meta.label_lower,
            subject_id=str(user.pk),
        ).first()
    if last is None or last.verb == "visit_expired":
        return "expired"
    return "left" if last.actor_id == user.pk else "by_county"


def visits(user: User) -> dict[int, Membership]:
    """The operator's running visits by tenant."""
    with across_tenants(reason="an operator sees where they are working"):
        return {
            found.tenant_id: found for found in Membership.objects.filter(user=user, until__gt=timezone.now())
        }


def people_of(tenant: Tenant) -> QuerySet[User]:
    """Everybody who holds a live role in the tenant, each once."""
    with in_tenant(tenant):
        members = Membership.objects.filter(live()).values("user")
        return User.objects.filter(pk__in=members)


def own_accounts(tenant: Tenant) -> QuerySet[User]:
    """The accounts that the tenant made and that nobody else relies on.

    Name, phone, password and last sign-in of any other account are not the tenant's to change or to see: a county
    could otherwise take over, or look into, what a person uses as a citizen or works with elsewhere.
    """
    with in_tenant(tenant):
        made_here = JournalEntry.objects.filter(verb="create_user", subject_kind=User._meta.label_lower)
    with across_tenants(reason="does another county rely on this account?"):
        elsewhere = Membership.objects.exclude(tenant=tenant).values("user")
    return (
        User.objects.filter(is_platform_operator=False)
        .annotate(key_as_text=Cast("pk", CharField()))
        .filter(key_as_text__in=made_here.order_by().values("subject_id"))
        .exclude(pk__in=elsewhere)
    )


def may_edit_person(user: User, tenant: Tenant) -> bool:
    return own_accounts(tenant).filter(pk=user.pk).exists()


def standing_admins(tenant: Tenant) -> QuerySet[Membership]:
    with in_tenant(tenant):
        return Membership.objects.filter(role=COUNTY_ADMIN, until=None, user__is_active=True)


def may_enter_admin(user: User, tenant: Tenant) -> bool:
    """Has this person anything to do in the tenant's back office? An operator chooses a county on the umbrella's."""
    if not user.is_authenticated:
        return False
    return (user.is_platform_operator and tenant.is_umbrella) or bool(live_roles(user, tenant))
