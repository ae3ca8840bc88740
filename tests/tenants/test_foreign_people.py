"""Somebody whose account another county made works here too: invited, not looked into."""

import pytest
from django.utils import timezone

from tenants.actions.create_user import create_user
from tenants.actions.grant_role import grant_role
from tenants.models import User
from tenants.queries import live_roles

USERS, NEW = "/admin/users/", "/admin/users/new/"
STRONG = "maple-bridge-2026"
INVITED = {"name": "林晚", "username": "lin.w", "phone": "", "password": STRONG, "roles": ["lawyer"]}
NEUTRAL = "这个用户名不能使用，请换一个，或请本人到窗口办理。"


@pytest.fixture
def admin(browse, county_a):
    return browse(county_a, "jia-county_admin")


@pytest.fixture
def hers(county_b, person):
    """Made by county B, with a phone and a sign-in."""
    user = create_user(
        "lin.w", tenant=county_b, actor=person("yi-county_admin"), name="林晚", phone="+8619900000202",
        password=STRONG, roles=["lawyer"],
    )  # fmt: skip
    user.last_login = timezone.make_aware(timezone.datetime(2031, 2, 3, 4, 5))
    user.save(update_fields=["last_login"])
    return user


def shows(page) -> tuple[bool, bool, bool]:
    html = page.content.decode()
    return "19900000202" in html.replace(" ", ""), "199****0202" in html, "2031" in html


def test_the_right_name_gives_a_role_and_shows_nothing(admin, county_a, hers):
    assert admin.post(NEW, INVITED).status_code == 302
    assert live_roles(hers, county_a) == {"lawyer"}
    assert shows(admin.get(f"/admin/users/edit/{hers.pk}/")) == (False, True, False)
    assert shows(admin.get(USERS)) == (False, False, False)


def test_the_county_that_made_the_account_sees_it_while_it_is_its_own(browse, county_a, county_b, hers):
    own = browse(county_b, "yi-county_admin")
    assert shows(own.get(f"/admin/users/edit/{hers.pk}/")) == (True, False, False)
    assert shows(own.get(USERS)) == (False, False, True)
    grant_role(hers, tenant=county_a, role="lawyer")
    assert shows(own.get(f"/admin/users/edit/{hers.pk}/")) == (False, True, False)
    assert shows(own.get(USERS)) == (False, False, False)


def test_the_hidden_number_is_not_found_by_searching_or_sorting(admin, browse, county_a, county_b, hers):
    admin.post(NEW, INVITED)
    assert "lin.w" not in admin.get(USERS, {"q": "199000002"}).content.decode()
    assert "lin.w" in admin.get(USERS, {"q": "林晚"}).content.decode()
    assert admin.get(USERS, {"ordering": "last_login"}).status_code == 200
    mine = create_user("mine", tenant=county_a, actor=None, name="本县", phone="+8619900000303", roles=["lawyer"])
    assert mine.username in admin.get(USERS, {"q": "19900000303"}).content.decode()


def test_saving_the_form_changes_roles_and_keeps_the_number(admin, county_a, hers):
    admin.post(NEW, INVITED)
    page = admin.post(
        f"/admin/users/edit/{hers.pk}/", {**INVITED, "phone": "13900000000", "roles": ["mediator"]}
    )
    assert (page.status_code, live_roles(hers, county_a)) == (302, {"mediator"})
    assert User.objects.get(pk=hers.pk).phone == "+8619900000202"


@pytest.mark.parametrize("wrong", ["林碗", "随便谁"])
def test_a_wrong_name_says_the_same_as_any_taken_name(admin, county_a, hers, wrong):
    page = admin.post(NEW, {**INVITED, "name": wrong}).content.decode()
    assert (NEUTRAL in page, "已有账号" in page, "那个账号" in page) == (True, False, False)
    assert live_roles(hers, county_a) == frozenset()


def test_an_operators_name_is_told_no_differently(admin):
    page = admin.post(NEW, {**INVITED, "username": "operator", "name": "运维"}).content.decode()
    assert (NEUTRAL in page, "平台运维人员只能" in page) == (True, False)


def test_renaming_ones_own_person_to_a_taken_name_says_the_same(admin, county_a, hers, person):
    mine = create_user("mine", tenant=county_a, actor=person("jia-county_admin"), name="本县", password=STRONG)
    grant_role(mine, tenant=county_a, role="lawyer")
    page = admin.post(
        f"/admin/users/edit/{mine.pk}/",
        {"name": "本县", "username": "lin.w", "phone": "", "password": "", "roles": ["lawyer"]},
    )
    assert (page.status_code, NEUTRAL in page.content.decode()) == (200, True)
