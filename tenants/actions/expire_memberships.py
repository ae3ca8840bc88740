from django.db import transaction
from django.utils import timezone

from tenants.journal import note
from tenants.models import Membership, RoleGroup, User
from tenants.scope import across_tenants, in_tenant


def expire_memberships(*, user: User | None = None) -> int:
    """Takes away every visit whose hour has come, with its permissions; returns how many ended.

    The gate calls it for the person in front of it, the timetable for everybody.
    """
    with across_tenants(reason="visits end in every tenant"):
        overdue = Membership.objects.filter(until__lte=timezone.now()).select_related("tenant", "user")
        ended = list(overdue.filter(user=user) if user else overdue)
    return sum(_end(membership) for membership in ended)


def _end(membership: Membership) -> bool:
    """A concurrent call may have been quicker: the row count decides who journals."""
    with in_tenant(membership.tenant), transaction.atomic():
        deleted, _rows = Membership.objects.filter(pk=membership.pk, until__lte=timezone.now()).delete()
        if deleted:
            membership.user.groups.remove(RoleGroup.objects.get(role=membership.role).group)
            note(None, "visit_expired", membership.user, tenant=membership.tenant, role=membership.role)
    return bool(deleted)
