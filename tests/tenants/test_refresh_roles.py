import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from tenants.actions.refresh_roles import refresh_roles
from tenants.models import Tenant
from tenants.roles import ROLES

pytestmark = pytest.mark.django_db


def names(group: Group) -> list[str]:
    found = group.permissions.values_list("content_type__app_label", "codename")
    return sorted(f"{app}.{codename}" for app, codename in found)


def test_groups_that_stand_get_what_a_role_is_granted_today(county_a: Tenant) -> None:
    group = Group.objects.get(name="jia:mediator")
    group.permissions.clear()
    assert refresh_roles() == 3 * len(ROLES)
    assert names(group) == sorted(ROLES["mediator"].models)


def test_it_happens_after_migrating(county_b: Tenant) -> None:
    group = Group.objects.get(name="yi:supervisor")
    group.permissions.clear()
    call_command("migrate", verbosity=0)
    assert names(group) == sorted(ROLES["supervisor"].models)
