"""A tenant's table refuses to be read outside a scope, and shows one tenant's rows inside."""

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django_scopes.exceptions import ScopeError

from tenants.journal import note
from tenants.models import JournalEntry, Membership, User
from tenants.scope import across_tenants, current_tenant, in_tenant

pytestmark = pytest.mark.django_db


def test_outside_a_scope_the_rows_refuse(county_a):
    with pytest.raises(ScopeError):
        Membership.objects.count()


def test_inside_a_scope_only_its_rows_are_seen(county_a, county_b):
    with in_tenant(county_a):
        assert {m.tenant_id for m in Membership.objects.all()} == {county_a.pk}
        assert current_tenant() == county_a
        with in_tenant(county_b):
            assert {m.tenant_id for m in Membership.objects.all()} == {county_b.pk}
    assert current_tenant() is None


def test_leaving_the_scope_needs_a_reason(county_a, county_b):
    with pytest.raises(ValueError, match="needs a reason"), across_tenants(reason=""):
        pass
    with across_tenants(reason="test"):
        assert {m.tenant_id for m in Membership.objects.all()} >= {county_a.pk, county_b.pk}


def test_the_journal_belongs_to_the_tenant_in_force(county_a, county_b, person):
    with in_tenant(county_a):
        note(person("jia-editor"), "looked", county_a, at="noon")
        entry = JournalEntry.objects.filter(verb="looked").get()
    assert (entry.tenant, entry.actor_name, entry.subject_kind, entry.data) == (
        county_a, "甲县editor", "tenants.tenant", {"at": "noon"},
    )  # fmt: skip
    with in_tenant(county_b):
        assert not JournalEntry.objects.filter(verb="looked").exists()


def test_nobody_is_superuser(db):
    operator = User.objects.create_superuser("root", password="x" * 12)
    assert (operator.is_superuser, operator.is_platform_operator) == (False, True)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username="all", is_superuser=True)


def test_the_house_law_holds_over_all_models():
    assert [message for message in run_checks() if message.id.startswith("tenants.")] == []


def test_a_division_code_has_its_form(county_a):
    county_a.division.code = "12345"
    with pytest.raises(ValidationError, match="6、9或12位"):
        county_a.division.full_clean()
