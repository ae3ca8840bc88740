"""Who sees what: members of one county, of both, of none; the platform's operator; the citizen."""

import pytest
from wagtail.models import Page, PageLogEntry, WorkflowState

from tenants import roles
from tenants.actions.grant_role import grant_role
from tenants.models import User
from tests.tenancy.leaks import leaked, text_of
from tests.tenancy.test_admin_walk import all_addresses, walk

OVERVIEWS = (
    "/admin/", "/admin/pages/", "/admin/images/", "/admin/documents/", "/admin/reports/locked/",
    "/admin/reports/workflow/", "/admin/reports/workflow_tasks/", "/admin/reports/site-history/",
    "/admin/reports/aging-pages/", "/admin/reports/page-types-usage/", "/admin/choose-page/",
    "/admin/images/chooser/", "/admin/documents/chooser/", "/admin/pages/search/?q=乙之印", "/admin/redirects/",
    "/admin/collections/", "/admin/users/", "/admin/api/main/pages/", "/admin/tag-autocomplete/?term=zq7",
)  # fmt: skip


def _tells_inner_names(answer, world) -> bool:
    """The county's own footer stands on its own refusals; what nobody has published must not."""
    return any(f"{world.mark.word}{inner}" in text_of(answer) for inner in ("草稿", "待审", "图片", "职员", "文件夹"))


@pytest.fixture
def both(world_a, world_b) -> User:
    """Edits, locks and waits in both counties."""
    user = User.objects.create_user("both", name="两县编辑")
    for world in (world_a, world_b):
        for role in (roles.EDITOR, roles.REVIEWER, roles.COUNTY_ADMIN):
            grant_role(user, tenant=world.tenant, role=role)
        _work(user, world)
    return user


def _work(user: User, world) -> None:
    Page.objects.filter(pk=world.ids["locked"]).update(locked_by=user)
    WorkflowState.objects.filter(pk=world.ids["workflow_state"]).update(requested_by=user)
    page = Page.objects.get(pk=world.ids["draft"]).specific
    PageLogEntry.objects.log_action(page, "wagtail.edit", user=user)


def test_a_member_of_both_sees_the_active_county_only(both, world_a, world_b, enter):
    for here, there in ((world_a, world_b), (world_b, world_a)):
        client = enter(here.tenant, "both")
        found = {address: leaked(client.get(address), there) for address in OVERVIEWS}
        assert {address: names for address, names in found.items() if names} == {}


def test_a_member_of_both_does_see_the_active_county(both, world_a, enter):
    client = enter(world_a.tenant, "both")
    dashboard = text_of(client.get("/admin/"))
    assert [f"{world_a.mark.word}{what}" in dashboard for what in ("待审", "草稿", "锁定")] == [True, True, True]


@pytest.mark.slow
def test_a_member_of_both_walks_every_address(both, world_a, world_b, enter):
    client = enter(world_a.tenant, "both")
    client.raise_request_exception = False
    leaks, failures = walk(client, all_addresses(world_a, world_b), world_b)
    assert leaks + failures == []


def test_an_editor_of_one_county_is_nobody_on_the_others_host(world_a, world_b, enter):
    client = enter(world_b.tenant, "jia-editor")
    answers = {address: client.get(address) for address in OVERVIEWS}
    assert {address: answer.status_code for address, answer in answers.items()} == dict.fromkeys(OVERVIEWS, 403)
    assert [address for address, answer in answers.items() if _tells_inner_names(answer, world_b)] == []


@pytest.mark.parametrize("username", ["stranger", "operator"])
def test_who_has_no_role_in_the_county_gets_nothing(username, world_b, enter):
    client = enter(world_b.tenant, username)
    answers = [client.get(address) for address in OVERVIEWS]
    assert [answer.status_code for answer in answers] == [403] * len(OVERVIEWS)
    assert [answer for answer in answers if _tells_inner_names(answer, world_b)] == []


def test_an_operator_who_has_not_entered_a_county_only_chooses_one(umbrella, world_b, enter):
    client = enter(umbrella, "operator")
    answers = [client.get(address) for address in OVERVIEWS]
    assert {(answer.status_code, answer.headers["Location"]) for answer in answers} == {(302, "/admin/counties/")}


def test_a_citizen_has_no_back_office(county_a, enter):
    User.objects.create_user("citizen", name="居民")
    assert enter(county_a, "citizen").get("/admin/").status_code == 403


def test_a_visitor_is_sent_to_sign_in(county_a, browse):
    answer = browse(county_a).get("/admin/pages/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/accounts/login/?next=/admin/pages/")
