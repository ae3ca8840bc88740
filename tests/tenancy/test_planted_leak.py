"""The walk is worth what it finds: leaks are planted, and it has to name each of them."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import clear_url_caches, path
from wagtail.admin import urls as admin_urls
from wagtail.models import Page

from tenants.admin import guard, seams
from tests.tenancy.leaks import leaked
from tests.tenancy.test_admin_walk import addresses, admin_routes, walk


def _only(name: str, world_a, world_b) -> dict[str, str]:
    routes = [route for route in admin_routes() if route.name == name]
    return {address: name for route in routes for address in addresses(route, world_a, world_b)}


def _leaks(name: str, world_a, world_b, enter) -> list[str]:
    walked = _only(name, world_a, world_b)
    leaks, _failures = walk(enter(world_a.tenant, "jia-editor"), walked, world_b)
    return [leak.split(": ")[0] for leak in leaks]


def all_titles(request: HttpRequest) -> HttpResponse:
    return HttpResponse(", ".join(Page.objects.values_list("title", flat=True)))


@pytest.fixture
def planted_view(monkeypatch):
    """A careless view of a later service: a list of pages with no thought of tenants."""
    planted = path("all-titles/", all_titles, name="all_titles")
    monkeypatch.setattr(admin_urls, "urlpatterns", [planted, *admin_urls.urlpatterns])
    clear_url_caches()
    _forget_resolved()
    yield
    monkeypatch.undo()
    clear_url_caches()
    _forget_resolved()


def _forget_resolved() -> None:
    from django.urls import get_resolver

    for entry in get_resolver().url_patterns:
        for name in ("url_patterns", "_populated"):
            vars(entry).pop(name, None)


def test_a_careless_view_is_found_and_named(planted_view, world_a, world_b, enter):
    assert set(_leaks("all_titles", world_a, world_b, enter)) >= {"all_titles /admin/all-titles/"}


def test_without_the_guard_the_chooser_and_the_editor_leak(world_a, world_b, enter, monkeypatch):
    monkeypatch.setattr(guard, "_refuse_foreign_rows", lambda *given: None)
    address = f"/admin/choose-page/{world_b.ids['news']}/"
    assert f"wagtailadmin_choose_page_child {address}" in _leaks("wagtailadmin_choose_page_child", world_a, world_b, enter)


def test_without_the_cut_of_lists_the_redirects_leak(world_a, world_b, enter, monkeypatch):
    monkeypatch.setattr(seams, "_own", lambda rows: rows)
    client = enter(world_a.tenant, "jia-county_admin")
    leaks, _failures = walk(client, _only("wagtailredirects:index", world_a, world_b), world_b)
    assert leaks[0].startswith("wagtailredirects:index /admin/redirects/: ")


def test_the_reader_finds_a_name_however_it_is_written(world_b):
    word = world_b.mark.word
    for written in (word, word.encode("unicode_escape").decode(), "".join(f"&#{ord(c)};" for c in word)):
        assert leaked(HttpResponse(f"<p>{written}</p>"), world_b) == {word}
    assert leaked(HttpResponse("<p>甲县</p>"), world_b) == set()
