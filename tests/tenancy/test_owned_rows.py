"""Every table of tenants' own rows: silent outside a tenant, and blind to the others within one."""

import pytest
from django.apps import apps
from django_scopes.exceptions import ScopeError

from tenants.models import Tenant, TenantOwned
from tenants.scope import in_tenant
from tests.kept import kept_rows
from tests.tenancy.owned import one_of_each

OWNED = [model for model in apps.get_models() if issubclass(model, TenantOwned)]


@pytest.fixture(scope="module")
def keys(django_db_setup, django_db_blocker):
    """By table, the key of a row of county B; they are made once and taken back after the last table."""
    with kept_rows(django_db_blocker):
        county_b = Tenant.objects.get(slug="yi")
        with in_tenant(county_b):
            made = one_of_each(county_b)
        yield {model: row.pk for model, row in made.items()}


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model._meta.label)
def test_outside_a_tenant_it_refuses(model, db):
    for attempt in (
        lambda: list(model.objects.all()),
        model.objects.count,
        lambda: model.objects.filter(pk=1).exists(),
        lambda: model.objects.filter(pk=1).update(tenant=1),
        lambda: model.objects.filter(pk=1).delete(),
        model._default_manager.first,
    ):
        with pytest.raises(ScopeError):
            attempt()


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model._meta.label)
def test_another_tenant_sees_and_changes_nothing(model, keys, county_a):
    row = model._base_manager.filter(pk=keys[model])
    before = row.values().get()
    with in_tenant(county_a):
        assert model.objects.filter(pk=keys[model]).exists() is False
        assert model.objects.filter(pk=keys[model]).update(tenant=county_a) == 0
        assert model.objects.filter(pk=keys[model]).delete()[0] == 0
    assert row.values().get() == before
