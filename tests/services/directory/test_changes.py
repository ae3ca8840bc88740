"""Changes that need a reason: an organisation's standing, people who leave and come back; records keep their people."""

from datetime import date

import pytest

from services.directory.actions.change_standing import change_standing
from services.directory.actions.end_membership import end_membership
from services.directory.actions.leave import leave
from services.directory.actions.reinstate import reinstate
from services.directory.errors import DirectoryError
from services.directory.models import (
    Award,
    Expert,
    Informant,
    Lawyer,
    Mediator,
    Organisation,
    OrganisationMember,
    Training,
)
from tenants.models import JournalEntry
from tenants.scope import in_tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(county_a, browse):
    return browse(county_a, "jia-county_admin")


@pytest.fixture
def committee(inside_a, found):
    return found("township_mediation_committee", "township", "桥头镇调委会")


@pytest.fixture
def mediator(committee):
    return Mediator.objects.create(
        tenant=committee.tenant, organisation=committee, name="某调解员", started_on=date(2025, 3, 1)
    )


def journal(verb):
    return list(JournalEntry.objects.filter(verb=verb).values_list("actor__username", "subject_name", "data"))


def test_a_standing_changes_with_a_reason_and_the_journal_says_why(admin, committee):
    address = f"/admin/organisations/{committee.pk}/standing/"
    empty = admin.post(address, {"standing": "dormant", "reason": " "})
    assert set(empty.context["form"].errors) == {"reason"}
    assert admin.post(address, {"standing": "dormant", "reason": "一年没有案件"}).status_code == 302
    committee.refresh_from_db()
    assert (committee.standing, committee.active) == ("dormant", False)
    assert journal("standing_changed") == [
        ("jia-county_admin", "桥头镇调委会", {"standing": "停滞待清理", "reason": "一年没有案件"})
    ]
    assert "一年没有案件" in admin.get(address).content.decode()


def test_the_form_of_an_organisation_leaves_its_standing_alone(admin, committee, places):
    admin.post(
        f"/admin/organisations/edit/{committee.pk}/",
        {
            "name": "桥头镇人民调解委员会", "kind": committee.kind, "division": places["township"].pk, "standing": "revoked",
        },
    )  # fmt: skip
    committee.refresh_from_db()
    assert (committee.name, committee.standing) == ("桥头镇人民调解委员会", "operating")


def test_of_two_who_change_at_once_the_second_is_told(committee, person):
    change_standing(committee, "revoked", reason="合并", actor=person("jia-county_admin"))
    stale = Organisation.objects.get(pk=committee.pk)
    with pytest.raises(DirectoryError, match="已经是“已撤销”状态"):
        change_standing(stale, "revoked", reason="合并", actor=None)
    with pytest.raises(DirectoryError, match="没有这种状态"):
        change_standing(stale, "sleeping", reason="合并", actor=None)
    assert len(journal("standing_changed")) == 1


def test_who_leaves_stays_in_the_register_with_day_and_reason(admin, mediator):
    address = f"/admin/mediators/{mediator.pk}/leave/"
    assert admin.post(address, {"on": "2026-05-01", "reason": "退休"}).status_code == 302
    mediator.refresh_from_db()
    assert (mediator.ended_on, mediator.end_reason) == (date(2026, 5, 1), "退休")
    assert journal("left_register") == [
        ("jia-county_admin", "某调解员", {"on": "2026-05-01", "reason": "退休"})
    ]
    assert admin.post(address, {"reason": "登记错了"}).status_code == 302
    mediator.refresh_from_db()
    assert (mediator.ended_on, mediator.end_reason) == (None, "")
    assert journal("returned_to_register") == [("jia-county_admin", "某调解员", {"reason": "登记错了"})]


def test_nobody_leaves_twice_before_they_began_or_without_a_reason(mediator):
    with pytest.raises(DirectoryError, match="不能早于开始日期"):
        leave(mediator, on=date(2025, 2, 28), reason="退休", actor=None)
    with pytest.raises(DirectoryError, match="退出的原因"):
        leave(mediator, on=date(2026, 2, 28), reason=" ", actor=None)
    with pytest.raises(DirectoryError, match="本来就在册"):
        reinstate(mediator, reason="回来", actor=None)
    leave(mediator, on=date(2026, 2, 28), reason="退休", actor=None)
    with pytest.raises(DirectoryError, match="已经办理过退出"):
        leave(mediator, on=date(2026, 3, 1), reason="退休", actor=None)
    mediator.refresh_from_db()
    assert mediator.ended_on == date(2026, 2, 28)


def test_the_other_registers_of_people_have_the_same_way_out(admin, committee, places):
    tenant = committee.tenant
    firm = Organisation.objects.create(tenant=tenant, name="甲所", kind="law_firm", division=tenant.division)
    rows = {
        "lawyers": Lawyer.objects.create(
            tenant=tenant, firm=firm, name="律师某", licence="1", licensed_on=date(2020, 1, 1)
        ),
        "experts": Expert.objects.create(tenant=tenant, name="专家某", panel="legal", specialty="民法"),
        "informants": Informant.objects.create(
            tenant=tenant, name="信息员某", role="building", division=places["village"]
        ),
    }
    for register, row in rows.items():
        admin.post(f"/admin/{register}/{row.pk}/leave/", {"on": "2031-01-01", "reason": "调离"})
        row.refresh_from_db()
        assert (row.ended_on, row.end_reason) == (date(2031, 1, 1), "调离"), register


def test_a_membership_ends_on_its_last_day_once(admin, committee):
    member = OrganisationMember.objects.create(
        tenant=committee.tenant,
        organisation=committee,
        name="某主任",
        post="director",
        since=date(2025, 1, 1),
    )
    address = f"/admin/organisation-members/{member.pk}/leave/"
    early = admin.post(address, {"on": "2024-12-31", "reason": "换届"})
    assert early.context["form"].non_field_errors() == ["离任日期不能早于开始日期。"]
    assert admin.post(address, {"on": "2026-05-01", "reason": "换届"}).status_code == 302
    member.refresh_from_db()
    assert (member.until, member.reason) == (date(2026, 5, 1), "换届")
    with pytest.raises(DirectoryError, match="已经办理过离任"):
        end_membership(member, on=date(2026, 6, 1), reason="换届", actor=None)


def test_who_has_records_is_not_deleted_and_the_page_says_what_they_are(admin, mediator):
    for course in ("甲课", "乙课"):
        Training.objects.create(
            tenant=mediator.tenant,
            mediator=mediator,
            kind="initial",
            course=course,
            held_on=date(2026, 1, 5),
            hours=8,
        )
    Award.objects.create(
        tenant=mediator.tenant,
        mediator=mediator,
        name="奖",
        level="county",
        given_by="县",
        given_on=date(2026, 1, 6),
    )
    answer = admin.post(f"/admin/mediators/delete/{mediator.pk}/")
    assert sorted(answer.context["kept"]) == [("培训记录", 2), ("表彰奖励", 1)]
    assert "请办理退出" in answer.content.decode()
    assert Mediator.objects.count() == 1
    assert journal("delete") == []
    whole = admin.post(f"/admin/organisations/delete/{mediator.organisation_id}/")
    assert whole.context["kept"] == [("人民调解员", 1)]


def test_who_has_none_is_deleted(admin, mediator):
    assert admin.post(f"/admin/mediators/delete/{mediator.pk}/").status_code == 302
    assert Mediator.objects.count() == 0
    assert journal("delete") == [("jia-county_admin", "某调解员", {})]


@pytest.mark.parametrize("username", ["jia-case_officer", "jia-supervisor", "jia-mediator", "stranger"])
def test_only_who_keeps_the_registers_changes_them(username, mediator, county_a, browse):
    client = browse(county_a, username)
    addresses = [
        f"/admin/organisations/{mediator.organisation_id}/standing/",
        f"/admin/mediators/{mediator.pk}/leave/",
    ]
    sent = {"standing": "revoked", "on": "2026-05-01", "reason": "试"}
    assert {client.get(address).status_code for address in addresses} == {403}
    assert {client.post(address, sent).status_code for address in addresses} == {403}
    mediator.refresh_from_db()
    assert (mediator.ended_on, mediator.organisation.standing) == (None, "operating")


def test_an_administrator_of_the_other_county_finds_nobody(mediator, county_b, browse):
    client = browse(county_b, "yi-county_admin")
    with in_tenant(county_b):
        for address in (
            f"/admin/organisations/{mediator.organisation_id}/standing/",
            f"/admin/mediators/{mediator.pk}/leave/",
            f"/admin/mediators/{mediator.pk}/badge/",
        ):
            assert client.get(address).status_code == 404
            assert client.post(address, {"on": "2026-05-01", "reason": "试"}).status_code == 404
