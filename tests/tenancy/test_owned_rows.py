"""Every table of tenants' own rows: silent outside a tenant, and blind to the others within one."""

import pytest
from django.apps import apps
from django_scopes.exceptions import ScopeError

from tenants.models import TenantOwned
from tenants.scope import in_tenant
from tests.tenancy.owned import one_of_each

OWNED = [model for model in apps.get_models() if issubclass(model, TenantOwned)]


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
def test_another_tenant_sees_and_changes_nothing(model, county_a, county_b):
    with in_tenant(county_b):
        row = one_of_each(county_b)[model]
    before = model._base_manager.filter(pk=row.pk).values().get()
    with in_tenant(county_a):
        assert model.objects.filter(pk=row.pk).exists() is False
        assert model.objects.filter(pk=row.pk).update(tenant=county_a) == 0
        assert model.objects.filter(pk=row.pk).delete()[0] == 0
    assert model._base_manager.filter(pk=row.pk).values().get() == before
