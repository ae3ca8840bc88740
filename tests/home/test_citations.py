"""Procedures name their clauses; the pages know where these are published."""

import pytest

from home.citations import published_at
from services.procedures.terms import Basis
from tenants.scope import in_tenant
from tests.home.policies import make_policy

pytestmark = pytest.mark.django_db


@pytest.fixture
def measures(county_a):
    return make_policy(
        county_a, "甲县关于印发《甲县调解办法》的通知", slug="measures", document_number="甲司发〔2024〕1号"
    )


@pytest.mark.parametrize("named", ["甲司发〔2024〕1号", "《甲县调解办法》"])
def test_a_clause_is_found_by_number_or_title(measures, inside_a, named):
    assert published_at(Basis(named, "第二条")) == "/policies/measures/#i-2"


def test_a_clause_that_is_not_there_leads_to_its_document(measures, inside_a):
    assert published_at(Basis("甲司发〔2024〕1号", "第九条")) == "/policies/measures/"


def test_what_is_not_published_has_no_address(measures, inside_a):
    assert published_at(Basis("国务院令第1号", "第二条")) == ""


def test_what_the_umbrella_publishes_is_found_there(umbrella, inside_a):
    with in_tenant(umbrella):
        make_policy(umbrella, "庚市办法", slug="above", document_number="庚司发〔2024〕1号")
    assert published_at(Basis("庚司发〔2024〕1号", "第一条")) == f"{umbrella.root_url}/policies/above/#i-1"


def test_another_county_is_not_asked(measures, county_b):
    with in_tenant(county_b):
        assert published_at(Basis("甲司发〔2024〕1号", "第二条")) == ""


def test_a_document_that_is_taken_away_is_linked_no_more(
    measures, inside_a, django_capture_on_commit_callbacks
):
    assert published_at(Basis("甲司发〔2024〕1号", "第二条")) != ""
    with django_capture_on_commit_callbacks(execute=True):
        measures.unpublish()
    assert published_at(Basis("甲司发〔2024〕1号", "第二条")) == ""
