"""Every public address of county A, walked as nobody and as its editor, with A's ids and with B's."""

import pytest
from wagtail.documents.models import Document
from wagtail.images.models import Image

from home.models import NewsPage, PolicyPage
from tests.tenancy.addresses import routes, with_query, written_out
from tests.tenancy.leaks import leaked, text_of, where

# The sign-in pages' links are keyed by secrets; the catch-all of pages is walked page by page.
WITHOUT_ROWS = ("accounts/", "admin/", "static/")


def _names_rows(pattern: str) -> bool:
    """Files are asked for by their own addresses, and what only a pattern describes by what it describes."""
    return not pattern.startswith(WITHOUT_ROWS) and "(" not in pattern and "<path:" not in pattern


def _written_out(world) -> list[str]:
    known = [route for route in routes() if _names_rows(route.pattern)]
    return [address for route in known for address in written_out(route, world)]


def _pages(world) -> list[str]:
    root = world.tenant.root_page
    pages = root.get_descendants(inclusive=True)
    return ["/" + page.url_path.removeprefix(root.url_path) for page in pages]


def _files(world) -> list[str]:
    document, image = Document.objects.get(pk=world.ids["document"]), Image.objects.get(pk=world.ids["image"])
    return [document.url, image.file.url]


def public_addresses(world_a, world_b) -> list[str]:
    walked = [address for world in (world_a, world_b) for build in (_written_out, _pages, _files) for address in build(world)]
    searches = [with_query(path, q="乙之印") for path in ("/search/", "/api/v1/search/", "/policies/")]
    return list(dict.fromkeys(walked + searches))


@pytest.mark.parametrize("username", ["", "jia-editor"])
def test_no_public_address_tells_a_name_of_county_b(username, world_a, world_b, browse, record_testsuite_property):
    client = browse(world_a.tenant, username)
    client.raise_request_exception = False
    walked, found = public_addresses(world_a, world_b), []
    for address in walked:
        answer = client.get(address)
        found += [f"{answer.status_code} {address}"] if answer.status_code >= 500 and address != "/readyz" else []
        # An address that was asked for may be said again.
        names = {name for name in leaked(answer, world_b) if name not in address}
        found += [f"{address}: {where(answer, name)}" for name in names]
    record_testsuite_property(f"public addresses walked as {username or 'nobody'}", len(walked))
    assert found == [], f"{len(walked)} addresses walked"


def test_the_walk_reaches_the_countys_own_pages(world_a, browse):
    """Were everything a 404, the walk above would prove nothing."""
    client = browse(world_a.tenant)
    for kind, slug in ((PolicyPage, "policy"), (NewsPage, "locked")):
        assert kind.objects.filter(slug=f"{world_a.mark.latin}-{slug}").count() == 1
    assert world_a.mark.word in text_of(client.get(f"/policies/{world_a.mark.latin}-policy/"))


def test_a_file_is_served_on_its_own_host_only(world_a, world_b, browse):
    address = _files(world_b)[0]
    assert (browse(world_a.tenant).get(address).status_code, browse(world_b.tenant).get(address).status_code) == (404, 200)


def test_a_password_form_of_b_is_not_shown_by_a(world_a, world_b, browse):
    ids = world_b.ids
    asked = f"/_util/authenticate_with_password/{ids['restriction']}/{ids['locked']}/"
    answers = [browse(world.tenant).post(asked, {"password": world_b.mark.latin, "return_url": "/"}) for world in (world_a, world_b)]
    assert [answer.status_code for answer in answers] == [404, 302]


def test_a_reading_of_b_is_not_counted_by_a(world_a, world_b, browse):
    asked = f"/views/{world_b.ids['policy']}/"
    assert [browse(world.tenant).post(asked).status_code for world in (world_a, world_b)] == [404, 200]
