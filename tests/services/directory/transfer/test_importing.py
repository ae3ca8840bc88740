"""The good rows go in, the others are named, and nothing else is touched."""

import pytest

from services.directory.actions import import_register as action
from services.directory.actions.import_register import MayNotImportError
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
from services.directory.transfer.export import exported
from services.directory.transfer.registers import MODELS, registers
from tenants.models import JournalEntry
from tenants.scope import in_tenant
from tests.services.directory.transfer.tables import csv_of, read, whys

pytestmark = pytest.mark.django_db
BRIDGE = "桥头镇人民调解委员会"
HEAD = ("姓名", "所在组织", "证号", "电话", "等级")


def test_good_rows_go_in_and_bad_ones_do_not(brought, committee):
    rows = (HEAD, ("赵一", BRIDGE, "甲-1", "19900000001", "二级"), ("钱二", "无此机构", "甲-2", "", ""), ("孙三", BRIDGE, "甲-3", "", ""))
    plan = brought("mediators", *rows)
    assert plan.counts == {"new": 2, "changed": 0, "unchanged": 0, "faulty": 1}
    assert list(Mediator.objects.values_list("name", "phone", "grade", "organisation")) == [
        ("孙三", "", "", committee.pk), ("赵一", "19900000001", "2", committee.pk),
    ]  # fmt: skip
    assert len({mediator.badge for mediator in Mediator.objects.all()}) == 2
    again = brought("mediators", *rows)
    assert again.counts == {"new": 0, "changed": 0, "unchanged": 2, "faulty": 1}


def test_a_change_writes_what_the_file_says_and_nothing_else(brought, committee):
    kept = Mediator.objects.create(
        tenant=committee.tenant, organisation=committee, name="赵一", certificate="甲-1", introduction="原来的简介", grade="3"
    )
    brought("mediators", HEAD, ("赵一", BRIDGE, "甲-1", "", "二级"))
    kept.refresh_from_db()
    assert (kept.grade, kept.introduction, kept.phone) == ("2", "原来的简介", "")


def test_organisations_of_one_file_stand_on_each_other_in_any_order(brought, places):
    head = ("名称", "类别", "所在乡镇", "上级机构", "指导单位")
    plan = brought(
        "organisations", head,
        ("桥下村调委会", "村（居）人民调解委员会", "桥头镇 桥下村", "桥头镇（东）调委会", ""),
        ("桥头镇(东)调委会", "乡镇（街道）人民调解委员会", "桥头镇", "", "桥头司法所"),
        ("桥头司法所", "司法所", "桥头镇", "", ""),
    )  # fmt: skip
    assert plan.counts["new"] == 3
    assert list(Organisation.objects.order_by("pk").values_list("name", "parent__name", "guided_by__name")) == [
        ("桥头司法所", None, None), ("桥头镇(东)调委会", None, "桥头司法所"), ("桥下村调委会", "桥头镇(东)调委会", None),
    ]  # fmt: skip
    assert brought("organisations", head, ("桥头镇（东）调委会", "", "", "", "桥头司法所")).counts["unchanged"] == 1


def test_two_that_name_each_other_both_come_in(brought, places):
    plan = brought(
        "organisations", ("名称", "类别", "所在乡镇", "上级机构", "指导单位"),
        ("甲", "司法所", "桥头镇", "", "乙"), ("乙", "司法所", "桥头镇", "甲", ""),
    )  # fmt: skip
    assert plan.counts["new"] == 2
    assert list(Organisation.objects.order_by("name").values_list("name", "parent__name", "guided_by__name")) == [
        ("乙", "甲", None), ("甲", None, "乙"),
    ]  # fmt: skip


def test_who_stands_below_a_faulty_row_waits_for_it(brought, places):
    plan = brought(
        "organisations", ("名称", "类别", "所在乡镇", "上级机构"),
        ("丙", "司法所", "桥头镇", "乙"), ("乙", "司法所", "桥头镇", "甲"), ("甲", "司法所", "无此地", ""), ("丁", "司法所", "桥头镇", ""),
    )  # fmt: skip
    assert whys(plan) == [(2, "上级机构", "乙"), (3, "上级机构", "甲"), (4, "管辖区域", "无此地")]
    assert [row.name for row in Organisation.objects.all()] == ["丁"]


def test_nobody_stands_above_himself(brought, places, found):
    above = found("judicial_office", "township", "甲")
    below = found("mediation_studio", "township", "乙", parent=above)
    head = ("名称", "类别", "所在乡镇", "上级机构")
    plan = brought(
        "organisations", head, ("甲", "", "", "乙"), ("丙", "司法所", "桥头镇", "丁"), ("丁", "司法所", "桥头镇", "丙"),
        ("戊", "司法所", "桥头镇", "戊"),
    )  # fmt: skip
    assert [line.number for line in plan.faulty()] == [2, 3, 4, 5]
    below.refresh_from_db()
    assert (below.parent, Organisation.objects.count()) == (above, 2)


def test_a_row_that_the_database_refuses_costs_no_other_row(brought, committee, monkeypatch):
    """Somebody else writes the same certificate between reckoning and writing."""
    reckoned = action.check

    def overtaken(*args):
        plan = reckoned(*args)
        Mediator.objects.create(tenant=committee.tenant, organisation=committee, name="早", certificate="甲-1")
        return plan

    monkeypatch.setattr(action, "check", overtaken)
    plan = brought("mediators", HEAD, ("赵一", BRIDGE, "甲-1", "", ""), ("钱二", BRIDGE, "甲-2", "", ""))
    assert [(line.number, line.faults[0].why) for line in plan.faulty()] == [(2, "这个调解员证号已经登记过。")]
    assert sorted(Mediator.objects.values_list("name", flat=True)) == ["早", "钱二"]


def test_the_journal_says_who_brought_what(brought, committee):
    brought("mediators", HEAD, ("赵一", BRIDGE, "甲-1", "", ""), ("钱二", "无", "", "", ""))
    entry = JournalEntry.objects.get(verb="import_register")
    assert (entry.actor.username, entry.data) == (
        "jia-county_admin",
        {"register": "人民调解员", "file": "表.xlsx", "added": 1, "amended": 0, "unchanged": 0, "faulty": 1},
    )


@pytest.mark.parametrize("username", ["jia-editor", "jia-case_officer", "yi-county_admin", "stranger"])
def test_nobody_else_imports(username, inside_a, committee, person):
    found = read("mediators", csv_of(HEAD, ("赵一", BRIDGE, "甲-1", "", "")))
    with pytest.raises(MayNotImportError, match="只有县级管理员可以导入名册。"):
        action.import_register(
            found, registers()["mediators"], tenant=inside_a, actor=person(username), file_name="表.csv"
        )
    assert Mediator.objects.count() == 0


def test_the_other_county_keeps_its_own(brought, committee, county_b):
    with in_tenant(county_b):
        other = Organisation.objects.create(tenant=county_b, name=BRIDGE, kind="mediation_center", division=county_b.division)
        Mediator.objects.create(tenant=county_b, organisation=other, name="赵一", certificate="甲-1", grade="4")
    brought("mediators", HEAD, ("赵一", BRIDGE, "甲-1", "", "一级"))
    with in_tenant(county_b):
        assert list(Mediator.objects.values_list("organisation", "grade")) == [(other.pk, "4")]
    assert list(Mediator.objects.values_list("organisation", "grade")) == [(committee.pk, "1")]


@pytest.fixture
def filled(inside_a, places, committee, person, found):
    """A row of every register, with what is awkward: long texts, signs of formulas, several values."""
    tenant, firm = inside_a, found("law_firm", "county", "甲所", matters=("marriage", "support"), parent=committee)
    Organisation.objects.filter(pk=committee.pk).update(
        address="=１号", introduction="一\r\n二", founded_on="2019-06-01", headcount=12, listed=False
    )
    person("jia-mediator")
    OrganisationMember.objects.create(tenant=tenant, organisation=committee, user=person("jia-mediator"), post="director")
    OrganisationMember.objects.create(tenant=tenant, organisation=committee, name="钱 二", since="2024-01-01", until="2025-01-01", woman=True)
    mediator = Mediator.objects.create(
        tenant=tenant, organisation=committee, name="赵一", certificate="甲-1", phone="+8619900000001", grade="2", full_time=True,
        matters=("support", "land"), languages=("mandarin", "sign"), valid_until="2027-03-31", education="college",
    )  # fmt: skip
    lawyer = Lawyer.objects.create(tenant=tenant, firm=firm, name="孙三", licence="16401201910000001", licensed_on="2019-01-05")
    lawyer.counsel_of.set([places["village"], places["elsewhere"]])
    Expert.objects.create(tenant=tenant, panel="medical", name="李四", specialty="骨科", phone="19900000002")
    Informant.objects.create(tenant=tenant, role="team", division=places["village"], name="周五", cell="一")
    Training.objects.create(tenant=tenant, mediator=mediator, kind="hearing", course="甲课", held_on="2026-01-05", hours="7.5")
    for given in ({"organisation": committee}, {"mediator": mediator}, {"lawyer": lawyer}):
        Award.objects.create(tenant=tenant, name="先进", level="city", given_by="甲县", given_on="2026-01-05", **given)


@pytest.mark.parametrize("code", list(MODELS))
def test_what_is_exported_and_brought_back_changes_nothing(code, filled, brought, inside_a):
    register = registers()[code]
    headings, rows = exported(register, register.model.objects.values_list("pk", flat=True), inside_a, private=True)
    before = list(register.model.objects.order_by("pk").values())
    plan = brought(code, headings, *rows)
    assert (plan.faulty(), plan.counts["unchanged"]) == ([], len(before))
    assert list(register.model.objects.order_by("pk").values()) == before


def test_private_numbers_are_left_out_unless_asked_for(filled, inside_a):
    register = registers()["mediators"]
    keys = list(Mediator.objects.values_list("pk", flat=True))
    for private in (True, False):
        headings, rows = exported(register, keys, inside_a, private=private)
        text = str([headings, *rows])
        assert ("联系电话" in headings, "+8619900000001" in text) == (private, private)


@pytest.mark.parametrize("code", list(MODELS))
def test_the_questions_do_not_grow_with_the_rows(code, filled, inside_a, django_assert_max_num_queries):
    register = registers()[code]
    keys = list(register.model.objects.values_list("pk", flat=True))
    with django_assert_max_num_queries(8):
        headings, rows = exported(register, keys, inside_a, private=True)
        listed = list(rows)
    found = read(code, csv_of(headings, *[[cell.replace("\n", " ").replace(",", "，") for cell in row] for row in listed]))
    with django_assert_max_num_queries(8):
        action.preview(found, register, tenant=inside_a)
