import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db.models.signals import post_migrate

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
    *_others, last = apps.get_app_configs()
    post_migrate.send(
        sender=last, app_config=last, verbosity=0, interactive=False, using="default", apps=apps, plan=[]
    )
    assert names(group) == sorted(ROLES["supervisor"].models)
