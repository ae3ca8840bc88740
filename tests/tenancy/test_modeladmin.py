"""TenantModelAdmin on a table that has no admin of its own, and the journal's list."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import clear_url_caches, get_resolver, reverse
from wagtail.admin import urls as admin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.admin.panels import FieldPanel

from home.models import IndexSerial
from tenants.modeladmin import TenantModelAdmin
from tenants.models import JournalEntry, RoleGroup
from tenants.scope import across_tenants, in_tenant


class SerialAdmin(TenantModelAdmin):
    model = IndexSerial
    panels = [FieldPanel("year"), FieldPanel("last")]
    list_display = ["year", "last"]
    list_export = ["year", "last"]
    inspect_view_enabled = True


def _forget_addresses() -> None:
    clear_url_caches()
    for entry in get_resolver().url_patterns:
        for name in ("url_patterns", "_populated"):
            vars(entry).pop(name, None)


@pytest.fixture
def serials(monkeypatch, county_a, county_b):
    """The admin with a list of serials, and a row in each county; A's editors may do everything with them."""
    urls = [*SerialAdmin().get_admin_urls_for_registration()]
    for url in urls:
        url.callback = require_admin_access(url.callback)
    monkeypatch.setattr(admin_urls, "urlpatterns", [*urls, *admin_urls.urlpatterns])
    _forget_addresses()
    rows = {}
    for tenant in (county_a, county_b):
        with in_tenant(tenant):
            rows[tenant.slug] = IndexSerial.objects.create(tenant=tenant, year=2000 + tenant.pk, last=7)
            editors = RoleGroup.objects.get(role="editor").group
            editors.permissions.add(*Permission.objects.filter(content_type__model="indexserial"))
    yield rows
    monkeypatch.undo()
    _forget_addresses()


def _address(action: str, *keys: int) -> str:
    return reverse(f"home_indexserial_modeladmin_{action}", args=keys)


def _rows() -> list[tuple[str, int, int]]:
    with across_tenants(reason="a test compares counties"):
        return list(IndexSerial.objects.order_by("pk").values_list("tenant__slug", "year", "last"))


def _journal(tenant) -> list[tuple[str, str, dict]]:
    with in_tenant(tenant):
        told = JournalEntry.objects.filter(subject_kind="home.indexserial").order_by("pk")
        return list(told.values_list("actor__username", "verb", "data"))


def test_the_list_has_the_countys_rows_only(serials, county_a, enter):
    page = enter(county_a, "jia-editor").get(_address("index"), {"export": "csv"})
    assert b"".join(page.streaming_content).decode().splitlines()[1:] == [f"{serials['jia'].year},7"]


def test_a_new_row_is_the_countys_whatever_is_sent(serials, county_a, county_b, enter):
    client = enter(county_a, "jia-editor")
    client.post(_address("create"), {"year": 2031, "last": 1, "tenant": county_b.pk})
    assert _rows()[-1] == ("jia", 2031, 1)
    assert _journal(county_a) == [("jia-editor", "create", {})]


def test_an_edit_keeps_the_county_and_is_journalled(serials, county_a, county_b, enter):
    client, row = enter(county_a, "jia-editor"), serials["jia"]
    client.post(_address("edit", row.pk), {"year": row.year, "last": 8, "tenant": county_b.pk})
    assert _rows()[0] == ("jia", row.year, 8)
    assert _journal(county_a) == [("jia-editor", "edit", {"changed": ["last"]})]


def test_a_deletion_is_journalled(serials, county_a, county_b, enter):
    enter(county_a, "jia-editor").post(_address("delete", serials["jia"].pk))
    assert [slug for slug, _year, _last in _rows()] == ["yi"]
    assert _journal(county_a) == [("jia-editor", "delete", {})]
    assert _journal(county_b) == []


@pytest.mark.parametrize("action", ["edit", "delete", "inspect", "history"])
def test_another_countys_row_is_not_there(action, serials, county_a, enter):
    client, before = enter(county_a, "jia-editor"), _rows()
    address = _address(action, serials["yi"].pk)
    assert (client.get(address).status_code, client.post(address, {"year": 1, "last": 1}).status_code) == (404, 404)
    assert _rows() == before


@pytest.mark.parametrize("action", ["index", "create"])
def test_who_has_no_permission_gets_a_403(action, serials, county_a, enter):
    assert enter(county_a, "jia-mediator").get(_address(action)).status_code == 403


def test_the_journal_is_read_by_administrators_and_supervisors_only(county_a, enter):
    answers = {
        role: enter(county_a, f"jia-{role}").get("/admin/journal/").status_code
        for role in ("county_admin", "supervisor", "editor", "reviewer", "mediator")
    }
    assert answers == {"county_admin": 200, "supervisor": 200, "editor": 403, "reviewer": 403, "mediator": 403}


def test_the_journal_is_never_written_by_hand(world_a, enter):
    client = enter(world_a.tenant, "jia-county_admin")
    addresses = [f"/admin/journal/{action}/{world_a.ids['journal']}/" for action in ("edit", "delete")]
    assert [client.post(address).status_code for address in [*addresses, "/admin/journal/create/"]] == [403, 403, 403]
    assert world_a.mark.word in client.get(f"/admin/journal/inspect/{world_a.ids['journal']}/").content.decode()


def test_a_parameter_nobody_can_filter_by_is_dropped(county_a, enter):
    answer = enter(county_a, "jia-county_admin").get("/admin/journal/?novelty=1")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/journal/")
