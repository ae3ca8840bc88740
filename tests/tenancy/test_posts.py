"""County A posts B's ids wherever it may post ids; afterwards B is as it was."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page, PageViewRestriction

from tests.tenancy.addresses import with_query, written_out
from tests.tenancy.leaks import leaked, where
from tests.tenancy.snapshot import changes, snapshot
from tests.tenancy.test_admin_walk import admin_routes

# Enough for any form of one step, so that a view which lets the id through would act on it.
AGREED = {
    "action-publish": "1", "action-submit": "1", "comment": "x", "confirm": "1", "name": "changed", "new_slug": "copied",
    "new_title": "changed", "publish_copies": "on", "restriction_type": "login", "slug": "changed", "title": "changed",
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("username", ["jia-editor", "jia-case_officer", "jia-county_admin"])
def test_no_address_of_b_can_be_posted_to(username, world_a, world_b, enter, record_testsuite_property):
    client = enter(world_a.tenant, username)
    client.raise_request_exception = False
    posted = [address for route in admin_routes() if route.parameters for address in written_out(route, world_b)]
    before, found = snapshot(world_b.tenant), []
    for address in posted:
        response = client.post(address, AGREED)
        found += [f"{response.status_code} {address}"] if response.status_code >= 500 else []
        found += [f"{address}: {where(response, name)}" for name in leaked(response, world_b)]
    record_testsuite_property(f"admin addresses posted to as {username}", len(posted))
    assert (found, changes(before, snapshot(world_b.tenant))) == ([], {}), f"{len(posted)} addresses posted to"


@pytest.fixture
def admin(world_a, world_b, enter):
    return enter(world_a.tenant, "jia-county_admin")


def _bulk(app: str, model: str, action: str, **query) -> str:
    return with_query(reverse("wagtail_bulk_action", args=[app, model, action]), **query)


def _page(name: str, *args) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def tries(a: dict, b: dict) -> dict[str, tuple[str, dict]]:
    """A's own address, B's id in what is sent: by name, the address and the form."""
    copy = {"new_title": "x", "new_slug": "x", "new_parent_page": b["news"], "copy_subpages": "", "publish_copies": "on"}
    return {
        "copy a page to B": (_page("copy", a["draft"]), copy),
        "move a page to B": (_page("move", a["draft"]), {"new_parent_page": b["news"]}),
        "move a page to B at once": (_page("move_confirm", a["draft"], b["news"]), {}),
        "move pages to B": (_bulk("wagtailcore", "page", "move", id=a["draft"]), {"chooser": b["news"]}),
        "delete B's page with one's own": (_bulk("wagtailcore", "page", "delete", id=[a["draft"], b["draft"]]), {}),
        "publish B's pages": (_bulk("wagtailcore", "page", "publish", id=b["draft"]), {"include_descendants": "on"}),
        "unpublish the children of B": (_bulk("wagtailcore", "page", "unpublish", id="all", childOf=b["news"]), {}),
        "delete B's image": (_bulk("wagtailimages", "image", "delete", id=b["image"]), {}),
        "delete all images": (_bulk("wagtailimages", "image", "delete", id="all"), {}),
        "tag all documents": (_bulk("wagtaildocs", "document", "add_tags", id="all"), {"tags": "x"}),
        "images into B's collection": (
            _bulk("wagtailimages", "image", "add_to_collection", id=a["image"]), {"collection": b["collection"]}
        ),
        "deactivate all users": (
            _bulk("tenants", "user", "set_active_state", id="all"), {"mark_as_active": "False"}
        ),
        "an image into B's collection": (
            reverse("wagtailimages:edit", args=[a["image"]]),
            {"title": "x", "collection": b["collection"], "tags": "", "focal_point_x": ""},
        ),
        "a document into B's collection": (
            reverse("wagtaildocs:edit", args=[a["document"]]), {"title": "x", "collection": b["collection"], "tags": ""}
        ),
        "a collection below B's": (
            reverse("wagtailadmin_collections:add"), {"name": "x", "parent": b["collection"]}
        ),
        "a collection moved below B's": (
            reverse("wagtailadmin_collections:edit", args=[a["collection"]]), {"name": "x", "parent": b["collection"]}
        ),
        "a redirect to B's page": (
            reverse("wagtailredirects:add"),
            {"old_path": "/x", "site": a["site"], "redirect_page": b["policy"], "is_permanent": "on"},
        ),
        "a redirect of B's site": (
            reverse("wagtailredirects:add"), {"old_path": "/x", "site": b["site"], "redirect_link": "https://example.org/"}
        ),
        "privacy by B's group": (
            _page("set_privacy", a["draft"]), {"restriction_type": "groups", "groups": [b["group"]]}
        ),
        "upload into B's collection": (
            reverse("wagtaildocs_chooser:create"), {"document-chooser-upload-collection": b["collection"]}
        ),
        "B's task on A's page": (_page("workflow_action", a["waiting"], "approve", b["task_state"]), {}),
        "B's revision on A's page": (_page("revisions_revert", a["policy"], b["revision"]), {}),
        "move by the API": (
            f"/admin/api/main/pages/{a['draft']}/action/move/", {"destination_page_id": b["news"]}
        ),
        "copy by the API": (f"/admin/api/main/pages/{a['draft']}/action/copy/", {"destination_page_id": b["news"]}),
        "alias by the API": (
            f"/admin/api/main/pages/{a['draft']}/action/create_alias/", {"destination_page_id": b["news"]}
        ),
    }  # fmt: skip


def test_ids_of_b_in_forms_of_a(admin, world_a, world_b):
    before, failed = snapshot(world_b.tenant), {}
    for name, (address, form) in tries(world_a.ids, world_b.ids).items():
        response = admin.post(address, form)
        told, changed = leaked(response, world_b), changes(before, snapshot(world_b.tenant))
        if told or changed or response.status_code >= 500:
            failed[name] = (response.status_code, [where(response, word) for word in told], changed)
            before = snapshot(world_b.tenant)
    assert failed == {}


def test_nothing_of_a_points_to_b_afterwards(admin, world_a, world_b):
    for address, form in tries(world_a.ids, world_b.ids).values():
        admin.post(address, form)
    root = world_a.tenant.root_page
    assert Page.objects.get(pk=world_a.ids["waiting"]).path.startswith(root.path)
    assert Collection.objects.get(pk=world_a.ids["collection"]).path.startswith(world_a.tenant.root_collection.path)
    restrictions = PageViewRestriction.objects.filter(page__path__startswith=root.path)
    assert Group.objects.filter(pageviewrestriction__in=restrictions, role_group__tenant=world_b.tenant).count() == 0


def test_a_redirect_is_never_for_all_counties(admin, world_a):
    admin.post(reverse("wagtailredirects:add"), {"old_path": "/everywhere", "redirect_link": "https://example.org/"})
    assert Redirect.objects.filter(old_path="/everywhere").count() == 0
    admin.post(
        reverse("wagtailredirects:add"), {"old_path": "/here", "redirect_link": "https://example.org/", "site": world_a.tenant.site_id}
    )
    assert Redirect.objects.get(old_path="/here").site == world_a.tenant.site
