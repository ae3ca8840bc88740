"""Who enters the back office of county A: members; not strangers, not officers of county B, and nobody on a
password alone whose role demands more."""

import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from tenants import roles
from tenants.accounts.second_factor import GOOD_FOR_SECONDS
from tenants.actions.enrol_demo_factor import enrol_demo_factor
from tenants.actions.enter_tenant import enter_tenant
from tenants.actions.grant_role import grant_role
from tenants.models import JournalEntry, Membership, User
from tenants.scope import in_tenant
from tests.people import sign_in

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105


@pytest.fixture
def enter(browse):
    """`enter(county_a, "jia-editor")`: the answer of /admin/ to somebody who only showed a password."""

    def answer(tenant, username, path="/admin/"):
        return sign_in(browse(tenant), username, second_factor=False).get(path)

    return answer


# --- Nobody ---


def _admin_paths(patterns, prefix=""):
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if not isinstance(pattern, URLPattern):
            yield from _admin_paths(pattern.url_patterns, path)
        elif "<" not in path and "(" not in path and not path.endswith(".*/$"):
            yield f"/{path}"


def test_every_address_of_the_admin_leads_nobody_to_the_sign_in_page(browse, county_a):
    admin = next(found for found in get_resolver().url_patterns if str(found.pattern) == "admin/")
    paths = sorted(
        {path.replace("^", "").replace("$", "") for path in _admin_paths(admin.url_patterns, "admin/")}
    )
    client = browse(county_a)
    let_in = {path: client.get(path).headers.get("Location", "") for path in paths}
    assert len(paths) > 60
    assert {path: to for path, to in let_in.items() if to != f"/accounts/login/?next={path}"} == {
        "/admin/login/": "/accounts/login/",
        "/admin/logout/": "/",
    }


@pytest.mark.parametrize(
    "path", ["/admin", "/admin/nowhere/", "/admin/pages/1/edit/", "/admin/password_reset/confirm/a/b/"]
)
def test_and_so_does_any_other(browse, county_a, path):
    response = browse(county_a).get(path)
    assert response.headers["Location"].startswith(("/accounts/login/?next=/admin", "/admin/"))


def test_a_script_gets_a_plain_403(browse, county_a):
    response = browse(county_a).get("/admin/", headers={"x-requested-with": "XMLHttpRequest"})
    assert (response.status_code, response.content.decode()) == (403, "请先登录。")


# --- Members, strangers, the other county's officers ---


@pytest.mark.parametrize("role", sorted(set(roles.ROLES) - roles.ALWAYS_SECOND_FACTOR))
def test_members_enter(enter, county_a, role):
    assert enter(county_a, f"jia-{role}").status_code == 200


@pytest.mark.parametrize("username", ["stranger", "yi-editor", "yi-county_admin"])
def test_everybody_else_gets_a_page_in_chinese_and_no_loop(enter, county_a, username):
    response = enter(county_a, username)
    assert response.status_code == 403
    assert "在甲县没有后台角色" in response.content.decode()


def test_whoever_may_not_enter_may_still_sign_out(browse, county_a):
    client = browse(county_a, "stranger")
    assert client.post("/admin/logout/").headers["Location"] == "/"
    assert "_auth_user_id" not in client.session


def test_a_role_counts_in_its_own_county_only(browse, county_a, county_b, person):
    """Administrator of B who also edits in A is an editor in A."""
    grant_role(person("yi-county_admin"), tenant=county_a, role=roles.EDITOR)
    in_a, in_b = browse(county_a, "yi-county_admin"), browse(county_b, "yi-county_admin")
    assert in_a.get("/admin/").status_code == 200
    assert in_a.get("/admin/users/").status_code == 302
    assert in_b.get("/admin/users/").status_code == 200
    for tenant, may in ((county_a, False), (county_b, True)):
        with in_tenant(tenant):
            assert person("yi-county_admin").has_perm("tenants.change_user") is may
    assert person("yi-county_admin").has_perm("wagtailadmin.access_admin") is False


def test_permissions_of_one_user_object_follow_the_scope(county_a, county_b, person):
    user = person("jia-county_admin")
    with in_tenant(county_a):
        assert user.has_perm("tenants.change_user") is True
        with in_tenant(county_b):
            assert user.has_perm("tenants.change_user") is False
            assert user.get_all_permissions() == set()
        assert user.has_perm("tenants.change_user") is True


def test_an_inactive_person_may_nothing(county_a, person):
    user = person("jia-editor")
    user.is_active = False
    with in_tenant(county_a):
        assert user.has_perm("wagtailadmin.access_admin") is False


# --- The hour ---


def test_a_role_whose_hour_has_come_is_taken_away_at_the_gate(enter, county_a, person):
    editor = person("jia-editor")
    with in_tenant(county_a):
        Membership.objects.filter(user=editor).update(until=timezone.now() - timedelta(seconds=1))
        assert editor.has_perm("wagtailadmin.access_admin") is False
    assert enter(county_a, "jia-editor").status_code == 403
    with in_tenant(county_a):
        assert Membership.objects.filter(user=editor).count() == 0
        assert JournalEntry.objects.filter(verb="visit_expired").count() == 1
    assert editor.groups.count() == 0


# --- The second factor ---


@pytest.mark.parametrize("username", ["jia-county_admin"])
def test_an_administrator_without_second_factor_is_sent_to_set_one_up(browse, county_a, username):
    client = sign_in(browse(county_a), username, second_factor=False)
    for path in ("/admin/", "/admin/users/", "/admin/pages/", "/admin/second-factor/"):
        assert client.get(path).headers["Location"] == "/accounts/2fa/"
    assert "您的角色必须使用二次验证" in client.get("/accounts/welcome/").content.decode()


def test_an_operator_without_second_factor_too(enter, umbrella):
    assert enter(umbrella, "operator", "/admin/counties/").headers["Location"] == "/accounts/2fa/"


def test_an_administrator_who_has_one_must_show_it_in_this_session(enter, county_a, person):
    enrol_demo_factor(person("jia-county_admin"), SECRET)
    assert (
        enter(county_a, "jia-county_admin").headers["Location"]
        == "/accounts/2fa/reauthenticate/?next=%2Fadmin%2F"
    )


def test_a_passkey_alone_is_asked_for_as_a_passkey(enter, county_a, person):
    Authenticator.objects.create(
        user=person("jia-county_admin"), type="webauthn", data={"name": "x", "credential": {}}
    )
    to = enter(county_a, "jia-county_admin").headers["Location"]
    assert to == "/accounts/2fa/webauthn/reauthenticate/?next=%2Fadmin%2F"


def test_a_script_is_not_redirected(browse, county_a):
    client = sign_in(browse(county_a), "jia-county_admin", second_factor=False)
    response = client.get("/admin/", headers={"x-requested-with": "XMLHttpRequest"})
    assert (response.status_code, response.content.decode()) == (403, "请先完成二次验证。")


def test_shown_it_opens(browse, county_a):
    assert browse(county_a, "jia-county_admin").get("/admin/").status_code == 200


def test_after_a_working_day_it_is_asked_again(browse, county_a, monkeypatch):
    client = browse(county_a, "jia-county_admin")
    later = time.time() + GOOD_FOR_SECONDS + 1
    monkeypatch.setattr("tenants.accounts.second_factor.time.time", lambda: later)
    assert client.get("/admin/").headers["Location"] == "/accounts/2fa/"


def test_somebody_elses_proof_does_not_count(browse, county_a):
    client = browse(county_a, "jia-editor")
    client.force_login(User.objects.get(username="jia-county_admin"))
    assert client.get("/admin/").headers["Location"] == "/accounts/2fa/"


def test_a_tenant_demands_it_of_other_roles(enter, county_a, county_b):
    county_a.second_factor_roles = [roles.EDITOR]
    county_a.save()
    assert enter(county_a, "jia-editor").headers["Location"] == "/accounts/2fa/"
    assert enter(county_a, "jia-reviewer").status_code == 200
    assert enter(county_b, "yi-editor").status_code == 200


# --- Operators ---


def test_an_operator_on_the_umbrella_gets_the_choice_of_counties_and_nothing_else(browse, umbrella):
    client = browse(umbrella, "operator")
    assert client.get("/admin/").headers["Location"] == "/admin/counties/"
    assert client.get("/admin/users/").headers["Location"] == "/admin/counties/"
    assert client.get("/admin/counties/").status_code == 200


def test_an_operator_on_a_countys_host_is_told_where_to_go(browse, county_a, person, umbrella):
    client = browse(county_a, "operator")
    response = client.get("/admin/")
    assert (response.status_code, "请先在市级站点的后台" in response.content.decode()) == (403, True)
    enter_tenant(county_a, actor=person("operator"), reason="查看栏目", here=umbrella)
    assert client.get("/admin/users/").status_code == 200


def test_wagtails_own_doors_are_closed(browse, county_a):
    client = browse(county_a)
    for path in ("/admin/login/", "/_util/login/"):
        answer = client.post(path, {"username": "jia-county_admin", "password": "correct-horse-battery"})
        assert answer.headers["Location"] == "/accounts/login/"
    assert "_auth_user_id" not in client.session
    member = browse(county_a, "jia-editor")
    assert member.get("/admin/password_reset/").status_code == 404
    assert "password" not in member.get("/admin/account/").content.decode().lower().replace(
        "password_reset", ""
    )
