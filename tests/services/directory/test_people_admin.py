"""The registers of people in the back office: what their forms refuse, the badge, the filing list."""

import io
from datetime import date, timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from services.directory.models import Lawyer, Mediator, Organisation
from services.directory.practice import years
from tenants.models import JournalEntry
from tenants.scope import in_tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(county_a, browse):
    return browse(county_a, "jia-county_admin")


@pytest.fixture
def firm(inside_a, found):
    return found("law_firm", "county", "甲县某律师事务所")


@pytest.fixture
def committee(inside_a, found):
    return found("township_mediation_committee", "township", "桥头镇调委会")


def lawyer_form(firm, **fields):
    return {
        "name": "律师某", "firm": firm.pk, "kind": "social", "licence": "19901", "licensed_on": "2020-06-01", "phone": "",
        "user": "", "pool_since": "", "photo": "", "public_phone": "", "introduction": "", "started_on": "2026-01-05",
        "listed": "on", **fields,
    }  # fmt: skip


def mediator_form(organisation, **fields):
    return {
        "name": "调解员某", "organisation": organisation.pk, "certificate": "", "issued_on": "", "valid_until": "",
        "grade": "", "education": "", "source": "", "phone": "", "user": "", "photo": "", "public_phone": "",
        "introduction": "", "started_on": "2026-01-05", **fields,
    }  # fmt: skip


def faults(answer):
    return answer.context["form"].errors


@pytest.mark.parametrize(
    ("on", "whole"),
    [(date(2023, 5, 31), 2), (date(2023, 6, 1), 3), (date(2020, 6, 1), 0), (date(2019, 1, 1), 0)],
)
def test_years_of_practice_are_whole_years(on, whole):
    assert years(date(2020, 6, 1), on) == whole


def test_the_talent_pool_takes_who_has_practised_three_years_on_the_day(admin, firm):
    early = admin.post("/admin/lawyers/create/", lawyer_form(firm, pool_since="2023-05-31"))
    assert faults(early) == {
        "pool_since": ["进入律师人才库要执业满3年，到这一天还不满（卫司发〔2017〕36号 附件1 第一条）。"]
    }
    assert admin.post("/admin/lawyers/create/", lawyer_form(firm, pool_since="2023-06-01")).status_code == 302
    assert Lawyer.objects.get().pool_since == date(2023, 6, 1)


def test_a_village_has_one_counsel(admin, firm, places, inside_a):
    first = Lawyer.objects.create(
        tenant=inside_a, firm=firm, name="顾问甲", licence="1", licensed_on=date(2015, 1, 1)
    )
    first.counsel_of.add(places["village"])
    sent = lawyer_form(firm, counsel_of=[places["village"].pk])
    assert faults(admin.post("/admin/lawyers/create/", sent)) == {
        "counsel_of": [
            "每个村（社区）只有一名法律顾问，下列的已有人担任：桥下村（顾问甲）。请先调整原来的顾问。"
        ]
    }
    own = lawyer_form(firm, name="顾问甲", licence="1", counsel_of=[places["village"].pk])
    assert admin.post(f"/admin/lawyers/edit/{first.pk}/", own).status_code == 302
    Lawyer.objects.update(ended_on=timezone.localdate())
    assert admin.post("/admin/lawyers/create/", sent).status_code == 302


def test_only_villages_of_the_county_and_its_own_firms_are_taken(admin, firm, committee, places, county_b):
    with in_tenant(county_b):
        foreign = Organisation.objects.create(
            tenant=county_b, kind="law_firm", name="乙县某所", division=county_b.division
        )
    sent = lawyer_form(foreign, counsel_of=[places["township"].pk, county_b.division_id])
    assert set(faults(admin.post("/admin/lawyers/create/", sent))) == {"firm", "counsel_of"}
    assert set(faults(admin.post("/admin/lawyers/create/", lawyer_form(committee)))) == {"firm"}
    assert set(faults(admin.post("/admin/mediators/create/", mediator_form(firm)))) == {"organisation"}


def test_a_certificate_has_a_number_and_ends_after_it_was_issued(admin, committee):
    sent = mediator_form(committee, issued_on="2026-01-05", valid_until="2026-01-04")
    assert faults(admin.post("/admin/mediators/create/", sent)) == {
        "valid_until": ["有效期不能早于发证日期。"],
        "certificate": ["填写了发证日期或者有效期，请一并填写证号。"],
    }


def test_a_certificate_number_and_a_licence_are_registered_once(admin, committee, firm):
    for _time in range(2):
        answer = admin.post("/admin/mediators/create/", mediator_form(committee, certificate="甲调1号"))
    assert answer.context["form"].non_field_errors() == ["这个调解员证号已经登记过。"]
    for _time in range(2):
        answer = admin.post("/admin/lawyers/create/", lawyer_form(firm))
    assert answer.context["form"].non_field_errors() == ["这个执业证号已经登记过。"]


def test_the_telephone_is_in_no_list_and_no_export(admin, committee):
    admin.post(
        "/admin/mediators/create/", mediator_form(committee, phone="199 0000 4321", certificate="甲调1号")
    )
    mediator = Mediator.objects.get()
    assert mediator.phone == "199 0000 4321"
    pages = [
        b"".join(admin.get(address))
        for address in (
            "/admin/mediators/",
            "/admin/mediators/?export=csv",
            "/admin/organisations/shortfalls/",
        )
    ]
    assert [b"4321" in page for page in pages] == [False] * 3
    assert "199 0000 4321" in admin.get(f"/admin/mediators/inspect/{mediator.pk}/").content.decode()


def test_lists_say_words_and_find_by_field_and_language(admin, committee):
    for name, fields in (
        ("甲某", {"full_time": "on", "matters": ["land"], "languages": ["zhuang"]}),
        ("乙某", {"matters": ["medical"]}),
    ):
        admin.post("/admin/mediators/create/", mediator_form(committee, name=name, **fields))

    def listed(query):
        return [row.name for row in admin.get(f"/admin/mediators/{query}").context["object_list"]]

    page = admin.get("/admin/mediators/").content.decode()
    assert ("专职" in page, "兼职" in page, "True" in page) == (True, True, False)
    assert (listed("?q=壮语"), listed("?q=医疗"), listed("?q=某")) == (["甲某"], ["乙某"], ["乙某", "甲某"])
    inspected = admin.get(
        f"/admin/mediators/inspect/{Mediator.objects.get(name='甲某').pk}/"
    ).content.decode()
    assert ("壮语" in inspected, "zhuang" in inspected) == (True, False)


def test_the_badge_is_printed_with_a_square_that_leads_to_the_public_page(admin, committee):
    mediator = Mediator.objects.create(
        tenant=committee.tenant, organisation=committee, name="甲某", certificate="甲调1号", full_time=True
    )
    page = admin.get(f"/admin/mediators/{mediator.pk}/badge/")
    assert page.context["address"].endswith(f"/directory/badge/{mediator.badge}/")
    assert all(part in page.content.decode() for part in ("registers-badge__square", "甲调1号", "桥头镇调委会", "贴照片处"))


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, "no_certificate"),
        ({"certificate": "1", "valid_until": date(2026, 1, 1)}, "run_out"),
        ({"certificate": "1", "ended_on": date(2026, 1, 1)}, "left"),
    ],
)
def test_who_is_not_certified_gets_none(fields, why, admin, committee):
    mediator = Mediator.objects.create(tenant=committee.tenant, organisation=committee, name="甲某", **fields)
    page = admin.get(f"/admin/mediators/{mediator.pk}/badge/")
    assert (page.context["why_not"], "registers-badge__square" in page.content.decode()) == (why, False)


def test_the_filing_list_holds_who_is_certified_today(admin, committee, found):
    today = timezone.localdate()
    first = found("mediation_center", "county", "甲县人民调解中心")
    for name, organisation, fields in (
        ("=甲", committee, {"certificate": "2", "full_time": True, "grade": "2", "woman": True}),
        ("乙", first, {"certificate": "1", "valid_until": today, "issued_on": date(2024, 1, 2)}),
        ("丙", committee, {}),
        ("丁", committee, {"certificate": "3", "valid_until": today - timedelta(days=1)}),
        ("戊", committee, {"certificate": "4", "ended_on": today}),
    ):
        Mediator.objects.create(tenant=committee.tenant, organisation=organisation, name=name, **fields)
    answer = admin.get("/admin/mediators/filing/")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert [row[:3] for row in rows[1:]] == [("1", "乙", "男"), ("2", "=甲", "女")]
    assert rows[1][9:11] == ("2024-01-02", today.isoformat())
    assert rows[2][4:9] == ("桥头镇调委会", "乡镇（街道）人民调解委员会", "专职", None, "2")
    taken = JournalEntry.objects.filter(verb="filing_list_taken").values_list("actor__username", "data")
    assert list(taken) == [("jia-county_admin", {"count": 2})]
