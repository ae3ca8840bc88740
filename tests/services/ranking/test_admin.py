"""The back office: who sees editions, what is typed stays, the own line and nobody else's, the formula."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from services.calendar.half_years import read
from services.directory.kinds import OrganisationKind
from services.directory.models import Organisation, OrganisationMember
from services.ranking.actions import count as counting
from services.ranking.actions.object import object_to
from services.ranking.actions.open_objections import open_objections
from services.ranking.formula import shipped
from services.ranking.models import Edition, Objection, OwnFormula
from services.ranking.rules import in_force
from tests.services.ranking.editions import HELD, counted, figures, lawyers, noon, publication

pytestmark = pytest.mark.django_db
HALF = read("2026H1")
MINE = "/admin/rankings/mine/"


@pytest.fixture
def desk(browse, inside_a):
    return browse(inside_a, "jia-case_officer")


@pytest.fixture
def opened(edition, person) -> Edition:
    """Open until 2099, so that the pages of today can be used."""
    open_objections(edition, actor=person("jia-case_officer"), held=HELD, now=noon(HALF, 4))
    Edition.objects.filter(pk=edition.pk).update(objections_until=date(2099, 1, 1))
    return Edition.objects.get(pk=edition.pk)


@pytest.fixture
def objection(opened, person) -> Objection:
    entry = opened.entries.select_related("lawyer").get(name="甲律")
    return object_to(entry, "少算<b>一件", actor=person("jia-lawyer"), now=noon(HALF, 5))


def test_who_opens_the_pages(edition, browse, county_a, county_b):
    pages = ("/admin/rankings/", f"/admin/rankings/{edition.pk}/", f"/admin/rankings/{edition.pk}/preview/")
    asked = {
        "jia-case_officer": [200, 200, 200],
        "jia-supervisor": [200, 200, 200],
        "jia-lawyer": [403, 403, 403],
        "jia-editor": [403, 403, 403],
    }
    for name, expected in asked.items():
        assert [browse(county_a, name).get(page).status_code for page in pages] == expected, name
    stranger = browse(county_b, "yi-case_officer")
    assert [stranger.get(page).status_code for page in pages] == [200, 404, 404]
    assert "法律援助律师</a>" not in stranger.get(pages[0]).content.decode()


def test_a_half_year_is_counted_and_walks_by_its_buttons(desk, inside_a, own_line, monkeypatch, browse):
    monkeypatch.setattr(counting, "counted", lambda *_asked: {own_line.pk: figures()})
    answer = desk.post("/admin/rankings/count/", {"board": "lawyers", "period": "2026H1"})
    made = Edition.objects.get()
    assert answer["Location"] == f"/admin/rankings/{made.pk}/"
    do = f"/admin/rankings/{made.pk}/do/"
    desk.post(do, {"what": "open"})
    desk.post(do, {"what": "publish"})
    assert Edition.objects.get().state == "open"
    Edition.objects.update(objections_until=date(2026, 7, 20))
    assert "统计的人不能自己公布" in desk.get(f"/admin/rankings/{made.pk}/").content.decode()
    browse(inside_a, "jia-supervisor").post(do, {"what": "publish"})
    assert Edition.objects.get().state == "open"
    browse(inside_a, "jia-county_admin").post(do, {"what": "publish"})
    assert Edition.objects.get().state == "published"
    assert "已经公布并冻结" in desk.get(f"/admin/rankings/{made.pk}/").content.decode()
    again = desk.post("/admin/rankings/count/", {"board": "lawyers", "period": "2026H1"})
    assert (again.status_code, Edition.objects.count()) == (409, 1)


def test_an_objection_is_answered_and_what_was_typed_stays(objection, opened, browse, county_a, person):
    client, page = (
        browse(county_a, "jia-county_admin"),
        f"/admin/rankings/{opened.pk}/objections/{objection.pk}/",
    )
    refused = client.post(page, {f"o{objection.pk}-text": "核对过了"})
    told = refused.content.decode()
    assert (refused.status_code, "核对过了</textarea>" in told, "少算&lt;b&gt;一件" in told) == (
        400,
        True,
        True,
    )
    assert "请选异议成立还是不成立。" in told
    client.post(page, {f"o{objection.pk}-text": "没有少算", f"o{objection.pk}-upheld": "no"})
    objection.refresh_from_db()
    assert (objection.answer, objection.upheld, objection.answered_by) == (
        "没有少算",
        False,
        person("jia-county_admin"),
    )
    assert browse(county_a, "jia-supervisor").post(page, {}).status_code in (302, 400)


def test_the_supervisor_reads_objections_and_does_not_answer(objection, opened, browse, county_a):
    client = browse(county_a, "jia-supervisor")
    assert (
        '<form method="post" action="/admin/rankings'
        not in client.get(f"/admin/rankings/{opened.pk}/").content.decode()
    )
    said = {f"o{objection.pk}-text": "没有", f"o{objection.pk}-upheld": "no"}
    client.post(f"/admin/rankings/{opened.pk}/objections/{objection.pk}/", said)
    objection.refresh_from_db()
    assert objection.answered_at is None


def test_i_see_why_i_am_here_and_nothing_of_the_one_above(opened, browse, county_a):
    page = browse(county_a, "jia-lawyer").get(MINE).content.decode()
    assert "第<strong>2</strong>名（共2）" in page
    assert "排在您前面一位的得分高在：案件质量合格率。" in page
    assert ("20.77 / 30" in page, "丙律" in page, "87.5" in page) == (True, False, False)
    Edition.objects.update(objections_until=date(2026, 8, 2))
    later = browse(county_a, "jia-lawyer").get(MINE).content.decode()
    assert ("异议期到2026-08-02为止，已经过了。" in later, "请在" in later) == (True, False)


def test_i_object_and_what_i_typed_stays(opened, browse, county_a, person):
    client, page = browse(county_a, "jia-lawyer"), f"{MINE}{opened.pk}/object/"
    long = "字" * 2001
    refused = client.post(page, {"text": long})
    assert (refused.status_code, f"{long}</textarea>" in refused.content.decode()) == (400, True)
    assert client.post(page, {"text": "少算一件"}).status_code == 302
    assert (Objection.objects.get().made_by, Objection.objects.get().name) == (person("jia-lawyer"), "甲律")
    twice = client.post(page, {"text": "再说"})
    assert (twice.status_code, "您的上一条异议还没有答复。" in twice.content.decode()) == (409, True)


def test_others_have_no_page_of_mine(opened, browse, county_a, county_b):
    paths = (MINE, f"{MINE}{opened.pk}/")
    asked = [browse(county_a, "jia-mediator").get(path).status_code for path in paths]
    assert asked == [200, 404]
    assert browse(county_a, "jia-case_officer").get(MINE).status_code == 403
    stranger = browse(county_b, "yi-lawyer")
    assert [stranger.get(path).status_code for path in paths] == [200, 404]
    assert stranger.post(f"{MINE}{opened.pk}/object/", {"text": "x"}).status_code == 404


def test_who_belongs_to_two_committees_has_two_lines(inside_a, person, browse):
    mediator = person("jia-mediator")
    kind = OrganisationKind.VILLAGE_COMMITTEE
    bodies = [
        Organisation.objects.create(tenant=inside_a, name=name, kind=kind, division=inside_a.division)
        for name in ("东村调委会", "西村调委会")
    ]
    for body in bodies:
        OrganisationMember.objects.create(
            tenant=inside_a, organisation=body, user=mediator, since=date(2020, 1, 1)
        )
    told = figures(performances=4, performed=3)
    made = counted(
        inside_a, {one.pk: told for one in bodies}, actor=person("jia-case_officer"), board="committees"
    )
    open_objections(made, actor=person("jia-case_officer"), held=HELD, now=noon(HALF, 4))
    Edition.objects.update(objections_until=date(2099, 1, 1))
    client, second = browse(inside_a, "jia-mediator"), made.entries.get(name="西村调委会")
    page = client.get(f"{MINE}{made.pk}/", {"line": second.code}).content.decode()
    assert "<strong>西村调委会</strong>" in page
    client.post(f"{MINE}{made.pk}/object/", {"text": "少算一件", "line": second.code})
    assert Objection.objects.get().name == "西村调委会"
    assert client.get(f"{MINE}{made.pk}/", {"line": "f" * 12}).status_code == 404


def test_what_was_not_told_yet_is_not_shown(edition, browse, county_a):
    page = browse(county_a, "jia-lawyer").get(MINE)
    assert (page.status_code, "还没有您的排名" in page.content.decode()) == (200, True)
    assert browse(county_a, "jia-lawyer").get(f"{MINE}{edition.pk}/").status_code == 404


def _numbers(**other: object) -> dict[str, object]:
    """The form as it comes, with other numbers."""
    formula, said = shipped("lawyers"), {}
    for one in formula["measures"]:
        said[f"weight_{one['code']}"] = one["weight"]
        if one["kind"] == "share":
            said |= {
                f"prior_of_{one['code']}": one["prior"]["of"],
                f"prior_good_{one['code']}": one["prior"]["good"],
            }
        else:
            said[f"cap_{one['code']}"] = one["cap"]
    said |= {f"minimum_{count}": least for count, least in formula["minimum"].items()}
    return said | {"objection_days": 7, "reason": WHY} | other


FORMULA = "/admin/rankings/formula/lawyers/"
WHY = "本县案件少，先看重质量"


ONE_SHARE = dict.fromkeys(("weight_review", "weight_satisfaction", "weight_punctual"), 0) | {
    "weight_quality": 60, "weight_hours": 40,
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"weight_quality": 40}, "各项比重加起来要正好100分，现在是110分。"),
        ({"weight_quality": 101}, "比重在0到100之间。"),
        ({"cap_hours": 4}, "不能小于5。"),
        ({"weight_quality": 70}, "一项最多占60分。"),
        ({"weight_complaints": 100, "cap_complaints": 100}, "各项扣分合计最多40分，现在是10000分。"),
        (ONE_SHARE, "至少要有两项占分。"),
        ({"prior_good_satisfaction": 501}, "得分合计要在0和份数的100倍之间"),
        ({"reason": "x"}, "10到300字"),
        ({"prior_good_quality": 6}, "合格的件数要在0和总件数之间"),
        ({"minimum_voices": 2}, "不能小于3。"),
        ({"objection_days": 1}, "不能小于3。"),
        ({"objection_days": 90}, "异议期在3天到60天之间。"),
        ({"reason": ""}, "请写明理由"),
        ({"weight_quality": "多"}, "请填整数。"),
    ],
)
def test_faults_of_a_formula_are_said_and_nothing_is_adopted(inside_a, browse, change, words):
    answer = browse(inside_a, "jia-county_admin").post(FORMULA, _numbers(**change))
    assert (answer.status_code, words in answer.content.decode(), OwnFormula.objects.count()) == (
        400,
        True,
        0,
    )


def test_a_formula_is_adopted_with_its_reason_and_told_in_the_method(inside_a, browse):
    client = browse(inside_a, "jia-county_admin")
    numbers = _numbers(weight_quality=40, weight_review=10, minimum_cases=4, weight_likes=50, cap_likes=9)
    assert client.post(FORMULA, numbers).status_code == 302
    formula = in_force("lawyers")
    assert [one["code"] for one in formula["measures"]] == [
        one["code"] for one in shipped("lawyers")["measures"]
    ]
    assert (formula["measures"][0]["weight"], formula["minimum"], formula["adopted"]["reason"]) == (
        40, {"cases": 4, "voices": 3}, WHY,
    )  # fmt: skip
    page = browse(inside_a).get("/rankings/method/").content.decode()
    assert ("办结少于4件" in page, WHY in page, "40 分" in page) == (True, True, True)


def test_back_to_what_is_shipped_and_what_weighs_nothing_is_not_explained(
    inside_a, browse, django_capture_on_commit_callbacks
):
    client, told = browse(inside_a, "jia-county_admin"), []
    for change in ({"weight_review": 0, "weight_quality": 50}, {"weight_quality": "多", "what": "shipped"}):
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(FORMULA, _numbers(**change)).status_code == 302
        told.append(browse(inside_a).get("/rankings/method/").content.decode().count("案卷评查得分"))
    assert told[1] == told[0] + 2
    assert in_force("lawyers")["measures"] == shipped("lawyers")["measures"]


def test_only_the_administrator_adopts(inside_a, desk):
    assert (desk.post(FORMULA, _numbers()).status_code, OwnFormula.objects.count()) == (403, 0)


def test_what_a_profile_says(edition, inside_a, person, browse, own_line):
    publication(edition, by=person("jia-county_admin"))
    few = edition.entries.get(name="戊律")
    pages = [
        browse(inside_a).get(f"/directory/lawyers/{key}/").content.decode()
        for key in (own_line.pk, few.lawyer_id)
    ]
    assert (
        "第2名，" in pages[0],
        "未排名：办结少于5件" in pages[1],
        "/rankings/lawyers/2026H1/" in pages[0],
    ) == (True, True, True)


def test_five_hundred_people_cost_few_questions(inside_a, person, browse):
    people = lawyers(inside_a, *(f"第{place}人" for place in range(500)))
    people[7].user = person("jia-lawyer")
    people[7].save()
    made = counted(inside_a, {one.pk: figures() for one in people}, actor=person("jia-case_officer"))
    publication(made, by=person("jia-county_admin"))
    asked = {}
    for name, page in (("jia-case_officer", f"/admin/rankings/{made.pk}/"), ("jia-lawyer", MINE)):
        client = browse(inside_a, name)
        client.get(page)
        with CaptureQueriesContext(connection) as held:
            assert client.get(page).status_code == 200
        asked[name] = len(held)
    assert max(asked.values()) <= 40, asked
