from collections.abc import Callable

import pytest

from services.designer.actions.copy_entry import copy_entry
from services.designer.models import Draft
from tenants import roles
from tenants.actions.grant_role import grant_role
from tenants.models import Tenant, User


@pytest.fixture
def admin(inside_a: Tenant, person: Callable[[str], User]) -> User:
    return person("jia-county_admin")


@pytest.fixture
def colleague(inside_a: Tenant) -> User:
    """A second administrator of the county."""
    user = User.objects.create_user("jia-second-admin", name="甲县另一位管理员")
    grant_role(user, tenant=inside_a, role=roles.COUNTY_ADMIN)
    return user


@pytest.fixture
def supervisor(inside_a: Tenant, person: Callable[[str], User]) -> User:
    return person("jia-supervisor")


@pytest.fixture
def draft(admin: User) -> Draft:
    """Of the mediation of land disputes, whose acceptance has a limit."""
    return copy_entry("PM_LAND", actor=admin)
