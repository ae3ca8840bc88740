"""The back office names a county's own things, in words."""


def _privacy(client, tenant) -> str:
    return client.get(f"/admin/pages/{tenant.root_page_id}/privacy/").json()["html"]


def test_the_privacy_dialog_offers_roles_and_not_groups(browse, county_a):
    page = _privacy(browse(county_a, "jia-county_admin"), county_a)
    assert ("县级管理员" in page, "调解员" in page, "jia:county_admin" in page, "yi:" in page) == (
        True, True, False, False,
    )  # fmt: skip


def test_a_collections_privacy_too(browse, county_a):
    client = browse(county_a, "jia-county_admin")
    page = client.get(f"/admin/collections/{county_a.root_collection_id}/privacy/").json()["html"]
    assert ("县级管理员" in page, "jia:county_admin" in page) == (True, False)


def test_the_search_of_pages_leaves_out_wagtails_root(browse, county_a, umbrella):
    for tenant, username in ((county_a, "jia-county_admin"), (county_a, "jia-editor")):
        client = browse(tenant, username)
        for path in ("/admin/pages/search/", "/admin/pages/search/results/"):
            found = client.get(path, {"q": ""}).context["pages"]
            assert [page.title for page in found if not page.path.startswith(tenant.root_page.path)] == []
            assert len(list(found)) > 3
        assert list(client.get("/admin/pages/search/", {"q": "root"}).context["pages"]) == []
