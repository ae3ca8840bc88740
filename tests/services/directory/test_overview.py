"""The pages over all organisations: what is missing, what runs out, the tree and how far the committees reach."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from services.directory import activity, due
from services.directory.composition import composition
from services.directory.counting import running
from services.directory.models import Expert, Mediator, Organisation, OrganisationMember, Training
from services.directory.shortfalls import shortfalls
from services.directory.tree import branches, coverage
from tenants.actions.create_division import create_division
from tenants.scope import in_tenant

pytestmark = pytest.mark.django_db
SHORTFALLS, TREE = "/admin/organisations/shortfalls/", "/admin/organisations/tree/"


@pytest.fixture
def admin(county_a, browse):
    return browse(county_a, "jia-county_admin")


@pytest.fixture
def asked(admin):
    """How many questions to the database a page takes, once what every page asks is remembered."""

    def count(address):
        admin.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert admin.get(address).status_code == 200
        return len(queries)

    return count


@pytest.fixture
def centre(inside_a, found):
    return found("mediation_center", "county", "甲县人民调解中心")


@pytest.fixture
def engage():
    def make(organisation, name, **fields):
        fields = {"full_time": True, "started_on": date(2020, 1, 6), **fields}
        return Mediator.objects.create(
            tenant=organisation.tenant, organisation=organisation, name=name, **fields
        )

    return make


def said(asked):
    return [(one.organisation.name, one.what, one.wanted, one.has, one.missing, one.surplus) for one in asked]


def test_who_counts_is_who_is_in_office_in_what_still_runs(centre, found, engage):
    for name in "甲乙丙丁":
        engage(centre, name)
    engage(centre, "戊", ended_on=timezone.localdate())
    engage(centre, "己", started_on=timezone.localdate() + timedelta(days=1))
    engage(centre, "庚", full_time=False)
    for sector in ("medical", "traffic", "labour"):
        found(f"{sector}_mediation_committee", "county", parent=centre)
    found("land_mediation_committee", "county", parent=centre, standing="dormant")
    assert said(shortfalls([centre])) == [
        ("甲县人民调解中心", "专职调解员", "不少于5", 4, 1, 0),
        ("甲县人民调解中心", "下设调解组织", "不少于5", 3, 2, 0),
    ]


def test_an_organisation_that_has_stopped_lacks_nothing(centre):
    Organisation.objects.update(standing="revoked")
    assert shortfalls([Organisation.objects.get()]) == []


def test_members_are_counted_by_post_and_experts_by_panel(inside_a, found):
    medical = found("medical_mediation_committee", "county", "医调会")
    for post, name, woman in (("director", "甲", False), ("deputy", "乙", True), ("member", "丙", False)):
        OrganisationMember.objects.create(
            tenant=inside_a, organisation=medical, name=name, post=post, woman=woman, since=date(2024, 1, 2)
        )
    OrganisationMember.objects.create(
        tenant=inside_a,
        organisation=medical,
        name="丁",
        post="director",
        since=date(2020, 1, 2),
        until=date(2023, 1, 1),
    )
    for name, panel in (("专家甲", "medical"), ("专家乙", "medical"), ("专家丙", "legal")):
        Expert.objects.create(tenant=inside_a, name=name, panel=panel, specialty="外科")
    assert said(shortfalls([medical])) == [("医调会", "法学专家组", "不少于2", 1, 1, 0)]


def test_the_page_names_the_clause_and_asks_the_same_number_of_questions_of_many(
    admin, asked, centre, found, engage
):
    page = admin.get(SHORTFALLS)
    few = asked(SHORTFALLS)
    assert [one.what for one in page.context["hard"]] == ["专职调解员", "下设调解组织"]
    assert "卫司发〔2019〕32号 四(三)1" in page.content.decode()
    for number in range(15):
        committee = found("township_mediation_committee", "township", f"第{number}调委会")
        engage(committee, f"员{number}", valid_until=date(2026, 1, 1), certificate=str(number))
        Organisation.objects.filter(pk=committee.pk).update(term_end=date(2025, 1, 1))
    assert asked(SHORTFALLS) == few
    many = admin.get(SHORTFALLS)
    assert (len(many.context["hard"]), len(many.context["certificates"]), len(many.context["terms"])) == (
        62,
        15,
        15,
    )


def test_questions_do_not_grow_with_the_organisations(centre, found, django_assert_num_queries):
    with django_assert_num_queries(5):
        shortfalls(running())
    for number in range(9):
        found("dispatched_mediation_studio", "county", f"第{number}工作室", parent=centre)
    with django_assert_num_queries(5):
        assert len(shortfalls(running())) == 11


def test_the_list_has_a_column_and_the_form_a_box(admin, centre):
    assert "专职调解员缺5；下设调解组织缺5" in admin.get("/admin/organisations/").content.decode()
    form = admin.get(f"/admin/organisations/edit/{centre.pk}/").content.decode()
    assert ("按文件要求还有缺口" in form, "卫司发〔2019〕32号 四(二)1" in form) == (True, True)


def test_certificates_that_ran_out_or_run_out_within_sixty_days(centre, engage):
    today = date(2026, 6, 1)
    days = {"甲": -1, "乙": 0, "丙": 60, "丁": 61}
    for name, offset in days.items():
        engage(centre, name, certificate=name, valid_until=today + timedelta(days=offset))
    engage(centre, "戊")
    engage(centre, "己", certificate="己", valid_until=today, ended_on=today)
    assert [one.name for one in due.certificates(today)] == ["甲", "乙", "丙"]


def test_training_is_reckoned_in_days_of_this_year_that_were_passed(centre, engage):
    today, rule = date(2026, 6, 1), composition().training
    old, new, done, part_time = (
        engage(centre, "老"), engage(centre, "新", started_on=date(2026, 3, 2)), engage(centre, "满"),
        engage(centre, "兼", full_time=False),
    )  # fmt: skip
    courses = (
        (old, "continuing", date(2026, 2, 2), 36, True),
        (old, "continuing", date(2025, 12, 31), 80, True),
        (old, "practice", date(2026, 3, 2), 8, False),
        (old, "initial", date(2026, 3, 2), 8, True),
        (new, "initial", date(2026, 3, 9), 32, True),
        (new, "continuing", date(2026, 4, 9), 80, True),
        (done, "continuing", date(2026, 1, 12), 40, True),
        (done, "hearing", date(2026, 5, 12), 40, True),
        (part_time, "hearing", date(2026, 5, 12), 1, True),
    )
    for mediator, kind, day, hours, passed in courses:
        Training.objects.create(
            tenant=centre.tenant,
            mediator=mediator,
            kind=kind,
            course="课",
            held_on=day,
            hours=hours,
            passed=passed,
        )
    found = {one.mediator.name: (one.initial, one.days, one.missing) for one in due.untrained(today, rule)}
    assert found == {
        "老": (False, Decimal("4.5"), Decimal("5.5")),
        "新": (True, Decimal("4.0"), Decimal("1.0")),
    }


def test_terms_that_have_ended(inside_a, found):
    today = date(2026, 6, 1)
    for name, end in (("甲", date(2026, 5, 31)), ("乙", date(2026, 6, 1)), ("丙", None)):
        found("village_mediation_committee", "village", name, term_end=end)
    found("village_mediation_committee", "village", "丁", term_end=date(2020, 1, 1), standing="revoked")
    assert [one.name for one in due.ended_terms(today)] == ["甲"]


def test_silence_is_told_only_where_somebody_knows_the_cases(admin, inside_a, found, monkeypatch):
    today = timezone.localdate()
    quiet, busy, never = (
        found("village_mediation_committee", "village", name) for name in ("静", "忙", "空")
    )
    found("village_mediation_committee", "village", "新", founded_on=today - timedelta(days=30))
    found("law_firm", "county", "所")
    monkeypatch.setattr(activity, "_sources", [])
    assert due.silent(today) == []
    assert "一年没有" not in admin.get(SHORTFALLS).content.decode()
    last = {quiet.pk: today - timedelta(days=366), busy.pk: today - timedelta(days=365)}
    activity.register(lambda keys: {key: last[key] for key in keys if key in last})
    assert dict(due.silent(today)) == {quiet: last[quiet.pk], never: None}
    assert "一年没有办理案件的调解组织" in admin.get(SHORTFALLS).content.decode()


def test_children_stand_below_their_parents(centre, found):
    land = found("land_mediation_committee", "county", "土地会", parent=centre)
    found("mediation_studio", "county", "土地室", parent=land)
    found("law_firm", "county", "所")
    assert [(one.organisation.name, one.depth) for one in branches()] == [
        ("所", 0), ("甲县人民调解中心", 0), ("土地会", 1), ("土地室", 2),
    ]  # fmt: skip


def test_a_circle_is_shown_once_and_ends(centre, found):
    other = found("land_mediation_committee", "county", "土地会", parent=centre)
    Organisation.objects.filter(pk=centre.pk).update(parent=other)
    assert sorted(one.organisation.name for one in branches()) == ["土地会", "甲县人民调解中心"]


def test_no_form_lets_a_circle_in(admin, centre, found, places):
    other = found("land_mediation_committee", "county", "土地会", parent=centre)
    sent = {"name": centre.name, "kind": centre.kind, "division": places["county"].pk, "parent": other.pk}
    answer = admin.post(f"/admin/organisations/edit/{centre.pk}/", sent)
    assert answer.context["form"].errors == {"parent": ["“土地会”在本机构的下面，不能再作上级机构。"]}


def test_coverage_counts_villages_with_a_running_committee(inside_a, places, found):
    second = create_division("990121101202", "桥上村")
    create_division("990121101203", "桥东村")
    found("village_mediation_committee", "village", "桥下村调委会")
    found("village_mediation_committee", "village", "桥下村第二调委会")
    Organisation.objects.create(
        tenant=inside_a,
        name="桥上村调委会",
        kind="village_mediation_committee",
        division=second,
        standing="revoked",
    )
    found("township_mediation_committee", "township", "桥头镇调委会")
    head, tail, county = coverage(inside_a)
    assert (head.township.name, head.committee, head.covered, head.villages, head.percent) == (
        "桥头镇",
        True,
        1,
        3,
        33,
    )
    assert [village.name for village in head.without] == ["桥上村", "桥东村"]
    assert (tail.township.name, tail.committee, tail.villages, tail.percent) == ("桥尾镇", False, 0, None)
    assert (county.township, county.committee, county.covered, county.percent) == (None, False, 1, 33)


def test_the_tree_page_asks_no_more_of_more(asked, centre, found):
    few = asked(TREE)
    for number in range(12):
        found("dispatched_mediation_studio", "county", f"第{number}工作室", parent=centre)
    assert asked(TREE) == few


@pytest.mark.parametrize("address", [SHORTFALLS, TREE, "/admin/mediators/filing/"])
def test_who_reads_them(address, county_a, county_b, browse, found, inside_a, places):
    found("mediation_center", "county", "甲县人民调解中心")
    answers = {
        username: browse(county_a, username).get(address).status_code
        for username in (
            "jia-supervisor",
            "jia-case_officer",
            "jia-editor",
            "jia-mediator",
            "stranger",
            "yi-county_admin",
        )
    }
    readable = 403 if "filing" in address else 200
    assert answers == {
        "jia-supervisor": readable, "jia-case_officer": readable, "jia-editor": 403, "jia-mediator": 403,
        "stranger": 403, "yi-county_admin": 403,
    }  # fmt: skip
    with in_tenant(county_b):
        other = browse(county_b, "yi-county_admin").get(address)
    assert other.status_code == 200
    assert "甲县人民调解中心".encode() not in b"".join(other)
