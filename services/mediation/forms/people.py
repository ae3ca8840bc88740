"""The accounts of the county that can be given a seat."""

from django.db.models import QuerySet

from tenants import roles
from tenants.models import Membership, User
from tenants.queries import live, people_of
from tenants.scope import current_tenant


def mediators() -> QuerySet[User]:
    held = Membership.objects.filter(live(), role=roles.MEDIATOR).values("user")
    return User.objects.filter(pk__in=held, is_active=True).order_by("name", "pk")


def staff() -> QuerySet[User]:
    return people_of(current_tenant()).filter(is_active=True).order_by("name", "pk")
