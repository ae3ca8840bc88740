"""A platform operator works in a county openly: with a reason, for eight hours, in both journals."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tenants import roles
from tenants.actions.enter_tenant import enter_tenant
from tenants.actions.errors import TenantError
from tenants.actions.expire_memberships import expire_memberships
from tenants.actions.grant_role import grant_role
from tenants.actions.leave_tenant import leave_tenant
from tenants.models import JournalEntry, Membership, User
from tenants.queries import live_roles
from tenants.scope import in_tenant

COUNTIES, ENTER, LEAVE = "/admin/counties/", "/admin/counties/enter/", "/admin/counties/leave/"


def journal(tenant):
    with in_tenant(tenant):
        return [
            (entry.verb, entry.actor_name, entry.subject_name, entry.data.get("reason"))
            for entry in JournalEntry.objects.filter(
                verb__in=["enter_tenant", "leave_tenant", "visit_expired"]
            )
        ]


@pytest.fixture(autouse=True)
def people_of_the_umbrella(umbrella):
    for role in (roles.COUNTY_ADMIN, roles.SUPERVISOR, roles.EDITOR):
        grant_role(User.objects.create_user(f"shi-{role}", name=f"庚市{role}"), tenant=umbrella, role=role)


@pytest.fixture
def working(browse, umbrella):
    """An operator who has entered county A on the umbrella's host."""
    client = browse(umbrella, "operator")
    client.post(ENTER, {"county": "jia", "reason": "协助排版"})
    return client


def turn_back_the_clock(tenant, username="operator"):
    with in_tenant(tenant):
        Membership.objects.filter(user__username=username).update(until=timezone.now() - timedelta(seconds=1))


def test_the_list_names_every_tenant(browse, umbrella, county_a, county_b):
    page = browse(umbrella, "operator").get(COUNTIES).content.decode()
    assert [name in page for name in ("庚市", "甲县", "乙县", "yi.localhost")] == [True] * 4


@pytest.mark.parametrize("username", ["stranger", "shi-county_admin", "shi-supervisor", "yi-county_admin"])
def test_nobody_else_sees_or_uses_it(browse, umbrella, county_a, username):
    client = browse(umbrella, username)
    for answer in (client.get(COUNTIES), client.post(ENTER, {"county": "jia", "reason": "好奇"})):
        assert answer.status_code in {302, 403}
        assert answer.headers.get("Location", "/admin/") == "/admin/"
    with in_tenant(county_a):
        assert Membership.objects.filter(user__username=username).count() == 0


def test_entering_writes_both_journals_and_opens_the_county(working, umbrella, county_a, county_b):
    for tenant in (umbrella, county_a):
        assert journal(tenant) == [("enter_tenant", "运维", "甲县", "协助排版")]
    assert journal(county_b) == []
    page = working.get("/admin/").content.decode()
    assert ("甲县" in page, "您正以平台运维身份在" in page, "乙县" in page) == (True, True, False)
    users = working.get("/admin/users/").content.decode()
    assert ("jia-editor" in users, "yi-editor" in users, "平台运维，临时" in users) == (True, False, True)


def test_the_countys_administrator_sees_the_visitor(working, browse, county_a, county_b):
    assert "平台运维，临时" in browse(county_a, "jia-county_admin").get("/admin/users/").content.decode()
    assert "平台运维，临时" not in browse(county_b, "yi-county_admin").get("/admin/users/").content.decode()


def test_the_public_site_of_the_umbrella_stays_the_umbrellas(working, umbrella):
    assert working.get("/accounts/welcome/").wsgi_request.tenant == umbrella


def test_a_reason_is_demanded(browse, umbrella, county_a, person):
    client = browse(umbrella, "operator")
    assert client.post(ENTER, {"county": "jia", "reason": "  "}).headers["Location"] == COUNTIES
    with pytest.raises(TenantError, match="原因"):
        enter_tenant(county_a, actor=person("operator"), reason=" ", here=umbrella)
    assert (journal(county_a), live_roles(person("operator"), county_a)) == ([], frozenset())


def test_a_county_that_is_none(browse, umbrella):
    assert browse(umbrella, "operator").post(ENTER, {"county": "nowhere", "reason": "x"}).status_code == 404


def test_on_a_countys_host_nothing_is_chosen(browse, umbrella, county_a, county_b, person):
    enter_tenant(county_a, actor=person("operator"), reason="查看", here=umbrella)
    client = browse(county_a, "operator")
    assert "您正以平台运维身份在" in client.get("/admin/").content.decode()
    client.post(ENTER, {"county": "yi", "reason": "顺便"})
    assert live_roles(person("operator"), county_b) == frozenset()
    assert client.post(LEAVE, {"county": "jia"}).headers["Location"] == "/accounts/welcome/"
    assert client.get("/admin/").status_code == 403


def test_it_lasts_eight_hours(working, county_a):
    with in_tenant(county_a):
        until = Membership.objects.get(user__username="operator").until
    assert timedelta(hours=7, minutes=59) < until - timezone.now() <= timedelta(hours=8)


def test_leaving_takes_everything_back(working, umbrella, county_a, person):
    assert working.post(LEAVE, {"county": "jia"}).headers["Location"] == COUNTIES
    assert live_roles(person("operator"), county_a) == frozenset()
    assert person("operator").groups.count() == 0
    assert working.get("/admin/users/").headers["Location"] == COUNTIES
    for tenant in (umbrella, county_a):
        assert [line[0] for line in journal(tenant)] == ["leave_tenant", "enter_tenant"]


def test_leaving_twice_says_nothing_twice(umbrella, county_a, person):
    assert leave_tenant(county_a, actor=person("operator"), here=umbrella) is False
    assert journal(county_a) == []


def test_the_hour_ends_it_at_the_gate(working, county_a, person):
    turn_back_the_clock(county_a)
    assert working.get("/admin/users/").headers["Location"] == COUNTIES
    assert "工作时间已到" in working.get(COUNTIES).content.decode()
    expire_memberships()
    assert person("operator").groups.count() == 0
    assert [line[0] for line in journal(county_a)] == ["visit_expired", "enter_tenant"]


def test_the_timetable_ends_what_is_due_and_nothing_else(umbrella, county_a, county_b, person):
    for tenant in (county_a, county_b):
        enter_tenant(tenant, actor=person("operator"), reason="巡检", here=umbrella)
    turn_back_the_clock(county_a)
    assert (expire_memberships(), expire_memberships()) == (1, 0)
    assert live_roles(person("operator"), county_b) == {roles.COUNTY_ADMIN}
    assert list(person("operator").groups.values_list("name", flat=True)) == ["yi:county_admin"]
    assert live_roles(person("jia-editor"), county_a) == {roles.EDITOR}


def test_entering_again_prolongs(working, umbrella, county_a):
    with in_tenant(county_a):
        Membership.objects.filter(user__username="operator").update(
            until=timezone.now() + timedelta(minutes=1)
        )
    working.post(ENTER, {"county": "jia", "reason": "还没做完"})
    with in_tenant(county_a):
        visit = Membership.objects.get(user__username="operator")
    assert visit.until > timezone.now() + timedelta(hours=7)
    assert [line[3] for line in journal(county_a)] == ["还没做完", "协助排版"]


def test_the_countys_administrator_can_end_the_visit(working, browse, county_a, person):
    admin = browse(county_a, "jia-county_admin")
    admin.post(f"/admin/users/delete/{person('operator').pk}/")
    assert live_roles(person("operator"), county_a) == frozenset()
    assert working.get("/admin/users/").headers["Location"] == COUNTIES
    said = working.get(COUNTIES).content.decode()
    assert ("该县已结束您的进入" in said, "工作时间已到" in said) == (True, False)


def test_somebody_who_left_elsewhere_is_told_just_that(working, umbrella, county_a, person):
    leave_tenant(county_a, actor=person("operator"), here=umbrella)
    working.get("/admin/users/")
    said = working.get(COUNTIES).content.decode()
    assert ("您已离开甲县" in said, "该县已结束" in said, "工作时间已到" in said) == (True, False, False)


def test_a_visit_that_the_timetable_ended_was_over(working, county_a):
    turn_back_the_clock(county_a)
    expire_memberships()
    working.get("/admin/users/")
    assert "工作时间已到" in working.get(COUNTIES).content.decode()


def test_looking_at_the_site_leads_to_the_countys(working, browse, county_a):
    assert f'href="{county_a.root_url}/">看网站' in working.get("/admin/").content.decode()
    own = browse(county_a, "jia-county_admin").get("/admin/").content.decode()
    assert 'href="/">看网站' in own


def test_an_operator_has_no_standing_role(county_a, person):
    for actor in (None, person("jia-county_admin"), person("operator")):
        with pytest.raises(TenantError, match="临时进入"):
            grant_role(person("operator"), tenant=county_a, role=roles.EDITOR, actor=actor)
    with pytest.raises(TenantError, match="临时进入"):
        grant_role(
            person("operator"), tenant=county_a, role=roles.EDITOR, actor=person("jia-county_admin"),
            until=timezone.now() + timedelta(hours=1),
        )  # fmt: skip


def test_only_operators_switch(umbrella, county_b, person):
    with pytest.raises(TenantError, match="只有平台运维"):
        enter_tenant(county_b, actor=person("jia-county_admin"), reason="好奇", here=umbrella)


def test_a_forged_session_opens_nothing(browse, umbrella, county_a):
    client = browse(umbrella, "shi-county_admin")
    session = client.session
    session["working_tenant"] = county_a.pk
    session.save()
    page = client.get("/admin/users/").content.decode()
    assert ("shi-editor" in page, "jia-editor" in page) == (True, False)


def test_an_operators_session_without_a_visit_opens_nothing(browse, umbrella, county_a):
    client = browse(umbrella, "operator")
    session = client.session
    session["working_tenant"] = county_a.pk
    session.save()
    assert client.get("/admin/users/").headers["Location"] == COUNTIES


def test_the_umbrella_can_be_entered_too(browse, umbrella):
    client = browse(umbrella, "operator")
    client.post(ENTER, {"county": "shi", "reason": "首页"})
    assert "shi-editor" in client.get("/admin/users/").content.decode()
    assert [line[0] for line in journal(umbrella)] == ["enter_tenant"]
