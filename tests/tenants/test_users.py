"""A county's administrator keeps the county's people; never another county's, and never by groups."""

import pytest

from tenants import roles
from tenants.actions.change_user import change_user
from tenants.actions.create_user import create_user
from tenants.actions.enrol_demo_factor import enrol_demo_factor
from tenants.actions.errors import TenantError
from tenants.actions.grant_role import grant_role
from tenants.actions.require_second_factor import require_second_factor
from tenants.actions.reset_second_factor import reset_second_factor
from tenants.actions.revoke_role import revoke_role
from tenants.actions.set_roles import set_roles
from tenants.models import JournalEntry, Tenant, User
from tenants.queries import live_roles, may_edit_person
from tenants.scope import in_tenant

USERS, NEW = "/admin/users/", "/admin/users/new/"
STRONG = "maple-bridge-2026"
SOMEBODY = {
    "name": "周小满",
    "username": "zhou.xm",
    "phone": "138 0000 0021",
    "password": STRONG,
    "roles": ["mediator"],
}


@pytest.fixture
def admin(browse, county_a):
    return browse(county_a, "jia-county_admin")


@pytest.fixture
def somebody(county_a, person):
    return create_user(
        "zhou.xm", tenant=county_a, actor=person("jia-county_admin"), name="周小满", phone="+8613800000021",
        password=STRONG, roles=["mediator"],
    )  # fmt: skip


def journal(tenant):
    with in_tenant(tenant):
        return [
            (line.verb, line.actor_name, line.subject_name)
            for line in JournalEntry.objects.exclude(verb="grant_role", actor=None)
        ]


def edit(user):
    return f"/admin/users/edit/{user.pk}/"


# --- Seeing ---


def test_the_list_shows_own_people_with_their_roles(admin):
    page = admin.get(USERS).content.decode()
    assert [name in page for name in ("甲县editor", "jia-lawyer", "调解员", "yi-editor", "stranger", "operator")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


def test_people_are_found_by_name_and_by_role(admin):
    found = admin.get(USERS, {"q": "甲县lawyer"}).content.decode()
    assert ("jia-lawyer" in found, "jia-editor" in found) == (True, False)
    found = admin.get(USERS, {"role": "mediator"}).content.decode()
    assert ("jia-mediator" in found, "jia-editor" in found) == (True, False)


@pytest.mark.parametrize("username", ["jia-editor", "jia-supervisor"])
def test_other_members_have_no_part_in_it(browse, county_a, person, username):
    client = browse(county_a, username)
    for path in (USERS, NEW, edit(person("jia-lawyer")), "/admin/second-factor/"):
        assert client.get(path).headers["Location"] == "/admin/"


@pytest.mark.parametrize("username", ["stranger", "yi-county_admin"])
def test_nor_have_strangers_and_the_other_countys_officers(browse, county_a, username):
    assert browse(county_a, username).get(USERS).status_code == 403


@pytest.mark.parametrize("username", ["yi-editor", "yi-county_admin", "stranger", "operator"])
@pytest.mark.parametrize("path", ["edit", "delete", "reset-second-factor"])
def test_other_peoples_pages_do_not_exist(admin, person, path, username):
    for method in (admin.get, admin.post):
        assert method(f"/admin/users/{path}/{person(username).pk}/").status_code == 404


@pytest.mark.parametrize("path", ["history", "usage"])
def test_wagtails_log_of_a_person_is_not_served(admin, person, path):
    assert admin.get(f"/admin/users/{path}/{person('jia-editor').pk}/").status_code == 404


# --- Creating ---


def test_a_person_is_made_with_roles_and_journalled(admin, county_a):
    assert admin.post(NEW, SOMEBODY).status_code == 302
    user = User.objects.get(username="zhou.xm")
    assert (user.name, user.phone, user.phone_verified, user.check_password(STRONG)) == (
        "周小满",
        "+8613800000021",
        False,
        True,
    )
    assert live_roles(user, county_a) == {"mediator"}
    assert list(user.groups.values_list("name", flat=True)) == ["jia:mediator"]
    assert (user.is_superuser, user.is_platform_operator) == (False, False)
    assert journal(county_a) == [
        ("grant_role", "甲县county_admin", "周小满"), ("create_user", "甲县county_admin", "周小满"),
    ]  # fmt: skip


def test_powers_cannot_be_posted(admin, county_b):
    group = county_b.pk
    admin.post(
        NEW,
        {**SOMEBODY, "is_superuser": "on", "is_platform_operator": "on", "is_staff": "on", "groups": [group]},
    )
    user = User.objects.get(username="zhou.xm")
    assert (user.is_superuser, user.is_platform_operator, user.is_staff, user.groups.count()) == (
        False,
        False,
        False,
        1,
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"phone": "12345"}, "请填写11位手机号码"),
        ({"password": "short"}, "至少"),
        ({"password": "", "phone": ""}, "需要一个初始密码"),
        ({"username": "13800000099"}, "至少要有一个字母"),
        ({"roles": []}, "请至少勾选一个角色"),
        ({"roles": ["emperor"]}, "emperor"),
        ({"username": "yi-editor"}, "这个用户名不能使用，请换一个，或请本人到窗口办理。"),
        ({"username": "operator", "name": "运维"}, "这个用户名不能使用"),
    ],
)
def test_mistakes_are_told_and_nothing_is_made(admin, change, said):
    page = admin.post(NEW, {**SOMEBODY, **change})
    assert (page.status_code, said in page.content.decode()) == (200, True)
    assert not User.objects.filter(name="周小满").exists()


def test_a_phone_alone_does_not_tell_whose_it_is(admin, county_a):
    citizen = User.objects.create_user("p-citizen", phone="+8613800000021", name="吴雨", phone_verified=True)
    page = admin.post(NEW, SOMEBODY).content.decode()
    assert ("这个手机号码不能使用" in page, "吴雨" in page, "p-citizen" in page) == (True, False, False)
    assert live_roles(citizen, county_a) == frozenset()


def test_a_nameless_account_is_nobodys_to_take(admin, county_a):
    citizen = User.objects.create_user("p-citizen", phone="+8613800000021", phone_verified=True)
    assert admin.post(NEW, {**SOMEBODY, "name": ""}).status_code == 200
    assert "这个手机号码不能使用" in admin.post(NEW, SOMEBODY).content.decode()
    assert live_roles(citizen, county_a) == frozenset()


def test_the_same_person_is_given_roles_and_keeps_what_is_theirs(admin, county_a):
    citizen = User.objects.create_user(
        "p-citizen", phone="+8613800000021", name="周小满", phone_verified=True
    )
    assert admin.post(NEW, SOMEBODY).status_code == 302
    citizen.refresh_from_db()
    assert (citizen.username, citizen.has_usable_password()) == ("p-citizen", False)
    assert live_roles(citizen, county_a) == {"mediator"}
    assert not User.objects.filter(username="zhou.xm").exists()


# --- Changing ---


def test_a_person_is_changed_and_the_journal_names_the_fields(admin, county_a, somebody):
    changed = {**SOMEBODY, "name": "周晓满", "password": "another-maple-77", "roles": ["mediator", "lawyer"]}
    assert admin.post(edit(somebody), changed).status_code == 302
    user = User.objects.get(pk=somebody.pk)
    assert (user.name, user.check_password("another-maple-77")) == ("周晓满", True)
    assert live_roles(user, county_a) == {"mediator", "lawyer"}
    with in_tenant(county_a):
        assert JournalEntry.objects.get(verb="change_user").data == {"fields": ["name", "password"]}


def test_without_roles_a_person_is_deactivated_and_can_come_back(admin, browse, county_a, somebody):
    admin.post(edit(somebody), {**SOMEBODY, "password": "", "roles": []})
    assert live_roles(somebody, county_a) == frozenset()
    assert browse(county_a, "zhou.xm").get("/admin/").status_code == 403
    assert "zhou.xm" not in admin.get(USERS).content.decode()
    admin.post(NEW, {**SOMEBODY, "roles": ["lawyer"]})
    assert live_roles(somebody, county_a) == {"lawyer"}


def test_the_button_deactivates_and_deletes_nobody(admin, county_a, somebody):
    assert "撤销周小满" in admin.get(f"/admin/users/delete/{somebody.pk}/").content.decode()
    admin.post(f"/admin/users/delete/{somebody.pk}/")
    somebody.refresh_from_db()
    assert (somebody.is_active, live_roles(somebody, county_a)) == (True, frozenset())


def test_somebody_who_also_works_elsewhere_is_not_a_countys_to_change(admin, county_a, county_b, somebody):
    grant_role(somebody, tenant=county_b, role="lawyer")
    page = admin.get(edit(somebody)).content.decode()
    assert ("只能由本人修改" in page, 'name="password"' in page, "乙县" in page) == (True, False, False)
    admin.post(
        edit(somebody),
        {
            **SOMEBODY,
            "name": "别人",
            "phone": "13900000000",
            "password": "another-maple-77",
            "roles": ["lawyer"],
        },
    )
    user = User.objects.get(pk=somebody.pk)
    assert (user.name, user.phone, user.check_password(STRONG)) == ("周小满", "+8613800000021", True)
    assert (live_roles(user, county_a), live_roles(user, county_b)) == ({"lawyer"}, {"lawyer"})


def test_deactivating_in_one_county_leaves_the_other_alone(admin, county_a, county_b, somebody):
    grant_role(somebody, tenant=county_b, role="lawyer")
    admin.post(f"/admin/users/delete/{somebody.pk}/")
    assert (live_roles(somebody, county_a), live_roles(somebody, county_b)) == (frozenset(), {"lawyer"})
    assert list(somebody.groups.values_list("name", flat=True)) == ["yi:lawyer"]


def test_a_visiting_operators_account_is_nobodys(admin, county_a, umbrella, person):
    assert may_edit_person(person("operator"), county_a) is False


def test_the_last_administrator_stays(admin, county_a, person):
    own = person("jia-county_admin")
    page = admin.post(edit(own), {"roles": ["editor"]})
    assert "至少要保留一名县级管理员" in page.content.decode()
    assert live_roles(own, county_a) == {roles.COUNTY_ADMIN}
    grant_role(person("jia-editor"), tenant=county_a, role=roles.COUNTY_ADMIN)
    assert admin.post(edit(own), {"roles": ["editor"]}).status_code == 302
    assert live_roles(own, county_a) == {roles.EDITOR}


def test_nobody_deactivates_themselves(admin, county_a, person):
    own = person("jia-county_admin")
    grant_role(person("jia-editor"), tenant=county_a, role=roles.COUNTY_ADMIN)
    admin.post(f"/admin/users/delete/{own.pk}/")
    assert live_roles(own, county_a) == {roles.COUNTY_ADMIN}


@pytest.mark.parametrize("action", ["assign_role", "delete", "set_active_state"])
def test_wagtails_bulk_actions_are_closed(admin, person, action):
    path = f"/admin/bulk/tenants/user/{action}/?id={person('jia-editor').pk}"
    assert (admin.get(path).status_code, admin.post(path).status_code) == (404, 404)


@pytest.mark.parametrize("path", ["/admin/groups/", "/admin/groups/new/", "/admin/sites/"])
def test_there_is_no_administration_of_groups(admin, path):
    assert admin.get(path).status_code in {302, 404}


# --- The actions say who may ---


@pytest.mark.parametrize("username", ["stranger", "jia-editor", "yi-county_admin", "operator"])
def test_only_the_countys_administrator(county_a, person, somebody, username):
    actor, victim = person(username), person("jia-lawyer")
    for attempt in (
        lambda: grant_role(victim, tenant=county_a, role="editor", actor=actor),
        lambda: revoke_role(victim, tenant=county_a, role="lawyer", actor=actor),
        lambda: set_roles(victim, tenant=county_a, wanted=["editor"], actor=actor),
        lambda: create_user("x.new", tenant=county_a, actor=actor, name="新人", password=STRONG),
        lambda: change_user(somebody, tenant=county_a, actor=actor, name="改名"),
        lambda: reset_second_factor(somebody, tenant=county_a, actor=actor, reason="遗失"),
        lambda: require_second_factor(county_a, demanded=["editor"], actor=actor),
    ):
        with pytest.raises(TenantError):
            attempt()
    assert live_roles(victim, county_a) == {"lawyer"}
    assert Tenant.objects.get(pk=county_a.pk).second_factor_roles == []


def test_a_name_taken_meanwhile_is_a_sentence(county_a, person, somebody):
    with pytest.raises(TenantError, match="不能使用"):
        create_user(
            "zhou.xm", tenant=county_a, actor=person("jia-county_admin"), name="周小满", password=STRONG
        )


# --- Second factors ---


def test_which_roles_need_a_second_factor_is_set_and_journalled(admin, county_a, county_b):
    assert admin.post("/admin/second-factor/", {"roles": ["editor", "lawyer"]}).status_code == 302
    assert Tenant.objects.get(pk=county_a.pk).second_factor_roles == ["editor", "lawyer"]
    assert Tenant.objects.get(pk=county_b.pk).second_factor_roles == []
    assert journal(county_a)[0] == ("require_second_factor", "甲县county_admin", "甲县")


def test_the_administrators_own_is_not_up_for_choice(admin, county_a):
    admin.post("/admin/second-factor/", {"roles": ["county_admin"]})
    assert Tenant.objects.get(pk=county_a.pk).second_factor_roles == []


def test_a_lost_factor_is_forgotten_with_a_reason(admin, county_a, somebody):
    enrol_demo_factor(somebody, "JBSWY3DPEHPK3PXP")
    path = f"/admin/users/reset-second-factor/{somebody.pk}/"
    assert admin.post(path, {"reason": ""}).status_code == 200
    assert somebody.authenticator_set.count() == 1
    assert admin.post(path, {"reason": "手机遗失，本人到窗口核验"}).status_code == 302
    assert somebody.authenticator_set.count() == 0
    assert journal(county_a)[0] == ("reset_second_factor", "甲县county_admin", "周小满")


def test_nobody_resets_their_own(county_a, person):
    with pytest.raises(TenantError):
        reset_second_factor(
            person("jia-county_admin"), tenant=county_a, actor=person("jia-county_admin"), reason="懒"
        )
