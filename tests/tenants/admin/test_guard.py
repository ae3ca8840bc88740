"""The guard on addresses that Wagtail does not have yet: what it does not understand, it refuses."""

import pytest
from django.http import Http404
from django.test import RequestFactory
from django.urls import ResolverMatch
from wagtail.models import Collection, Page

from tenants.admin.addresses import NotUnderstoodError, rows_in_parameters, rows_in_path
from tenants.admin.guard import AdminGuardMiddleware


def match(name: str, namespace: str = "", **kwargs) -> ResolverMatch:
    return ResolverMatch(print, (), kwargs, url_name=name, namespaces=[namespace] if namespace else [])


@pytest.fixture
def ask(county_a):
    """`ask(name, namespace, kwargs, query)`: what the guard says before the view is called."""

    def asked(name: str, namespace: str = "", kwargs: dict | None = None, query: dict | None = None):
        request = RequestFactory().get("/admin/x/", query or {})
        request.tenant = county_a
        request.resolver_match = match(name, namespace, **(kwargs or {}))
        return AdminGuardMiddleware(lambda r: None).process_view(request, print, (), request.resolver_match.kwargs)

    return asked


def test_a_part_nobody_knows_is_refused(ask, caplog):
    with pytest.raises(Http404):
        ask("new_view", kwargs={"novelty_id": 1})
    assert caplog.messages == ["an address of the admin is not understood and refused: novelty_id in new_view"]


def test_a_key_of_a_namespace_nobody_knows_is_refused(ask):
    with pytest.raises(Http404):
        ask("edit", "novelties", {"pk": 1})


def test_an_address_without_ids_passes(ask):
    assert ask("wagtailadmin_home") is None


def test_own_rows_pass_and_others_are_not_there(ask, county_a, county_b):
    assert ask("edit", "wagtailadmin_pages", {"page_id": county_a.root_page_id}) is None
    for kwargs in ({"page_id": county_b.root_page_id}, {"page_id": 987654}):
        with pytest.raises(Http404):
            ask("edit", "wagtailadmin_pages", kwargs)


@pytest.mark.parametrize("name", ["collection_id", "collection"])
def test_a_parameter_is_an_id_like_any_other(name, ask, county_a, county_b):
    assert ask("index", "wagtailimages", query={name: county_a.root_collection_id}) is None
    with pytest.raises(Http404):
        ask("index", "wagtailimages", query={name: county_b.root_collection_id})


@pytest.mark.parametrize("namespace", ["wagtailsites", "wagtailusers_groups", "wagtailadmin_workflows"])
def test_what_is_the_installations_is_closed(namespace, ask):
    with pytest.raises(Http404):
        ask("index", namespace)




def test_rows_are_named_by_the_view(county_a):
    found = rows_in_path(match("edit", "wagtailadmin_collections", pk=3), {"pk": 3})
    assert list(found) == [(Collection, "3")]
    with pytest.raises(NotUnderstoodError):
        list(rows_in_path(match("ping", app_label="no", model_name="such"), {"app_label": "no", "model_name": "such", "object_id": 1}))


def test_words_in_parameters_are_no_ids(county_a):
    sent = {"child_of": ["root", "7"], "q": ["8"], "collection_id": [""]}
    assert list(rows_in_parameters(match("listing"), iter(sent.items()))) == [(Page, "7")]
