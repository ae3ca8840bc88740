import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from services.cases.models import CaseEvent
from services.directory.models import OrganisationMember
from services.reviews import draw as program
from services.reviews.actions.publish import publish
from services.reviews.blind import Veil
from services.reviews.models import Reading, Reviewer, ReviewSettings, Round
from tests.services.reviews.conftest import THEN
from tests.services.reviews.test_rounds import ALL_MET, read

ADMIN = "/admin/reviews/"
HIDDEN = ("承办甲", "甲律师事务所", "申乙", "13800000077", "甲县法援第", "甲县mediator", "甲县supervisor")


def own(browse, reading: Reading):
    return browse(reading.tenant, reading.reviewer.username)


@pytest.mark.parametrize(
    ("username", "status"),
    [
        ("jia-case_officer", 200),
        ("jia-supervisor", 200),
        ("jia-lawyer", 302),
        ("jia-receptionist", 403),
        ("yi-case_officer", 403),
    ],
)
def test_who_sees_the_rounds(announced, browse, county_a, username, status):
    assert browse(county_a, username).get(ADMIN).status_code == status


@pytest.mark.parametrize(
    ("username", "status"),
    [("jia-case_officer", 200), ("jia-supervisor", 200), ("jia-lawyer", 404), ("stranger", 302)],
)
def test_who_sees_a_round(drawn, browse, county_a, username, status):
    found = browse(county_a, username).get(f"{ADMIN}{drawn.pk}/")
    assert found.status_code == (403 if username == "stranger" and found.status_code == 403 else status)


def test_the_other_county_has_no_such_round(drawn, browse, county_b):
    officer, public = browse(county_b, "yi-case_officer"), browse(county_b)
    assert officer.get(f"{ADMIN}{drawn.pk}/").status_code == 404
    assert officer.post(f"{ADMIN}{drawn.pk}/draw/", {"seed": "1", "source": "x"}).status_code == 404
    assert public.get(f"/rankings/reviews/{drawn.pk}/").status_code == 404
    assert public.get(f"/rankings/reviews/{drawn.pk}/sample.json").status_code == 404
    assert "第2季度" not in public.get("/rankings/reviews/").content.decode()


def test_only_what_can_be_announced_is_offered(announced, browse, county_a, monkeypatch):
    monkeypatch.setattr("services.reviews.admin.forms.timezone.localdate", lambda *_at: date(2026, 7, 2))
    client, url = browse(county_a, "jia-case_officer"), f"{ADMIN}announce/"
    assert "现在没有可以公告的季度" in client.get(url).content.decode()
    said = {"batch": "aid 2026-04-01", "seed_plan": "双色球", "seed_on": "2026-07-05"}
    assert client.post(url, said).status_code == 400
    Round.objects.all().delete()
    offered = client.get(url).content.decode()
    assert (offered.count("<option"), 'value="aid 2026-04-01"' in offered) == (1, True)
    assert client.post(url, said).status_code == 302


def test_who_organises_hears_why_readers_are_missing(drawn, browse, county_a, firm, person):
    """Of two on the list one is of the office that handled all, and one has lost every role in which people read."""
    for name in ("jia-supervisor", "jia-receptionist"):
        Reviewer.objects.create(tenant=county_a, board="aid", user=person(name))
    OrganisationMember.objects.create(
        tenant=county_a, organisation=firm, user=person("jia-supervisor"), since=date(2026, 1, 1)
    )
    client = browse(county_a, "jia-county_admin")
    told = client.post(f"{ADMIN}{drawn.pk}/assign/", follow=True).content.decode()
    assert "还缺6人次" in told
    assert "与承办人同在一个单位，3件。请在评查员名单里再加人" in told
    assert client.get(f"{ADMIN}reviewers/").content.decode().count("没有能评查的角色") == 1


def test_a_supervisor_draws_nothing(announced, browse, county_a):
    answer = browse(county_a, "jia-supervisor").post(
        f"{ADMIN}{announced.pk}/draw/", {"seed": "1", "source": "x"}
    )
    assert answer.status_code == 403
    assert Round.objects.get().state == "announced"


def test_the_reader_sees_a_dossier_without_names_and_nobody_else_sees_it(reading, browse, county_a):
    case = reading.sampled.case
    CaseEvent.objects.create(
        tenant=county_a, case=case, position=2, at=THEN, kind="step", hash="x",
        text="承办甲（甲律师事务所）会见申乙，电话13800000077",
    )  # fmt: skip
    said = own(browse, reading).get(f"{ADMIN}readings/{reading.pk}/").content.decode()
    main = said[said.index("rv-read") :]
    assert [name for name in HIDDEN if name in main] == []
    assert "〔承办人〕（〔承办单位〕）会见〔申请方〕，电话138****0077" in main
    others = {"jia-supervisor", "jia-mediator", "jia-case_officer", "jia-lawyer"} - {
        reading.reviewer.username
    }
    for name in others:
        assert browse(county_a, name).get(f"{ADMIN}readings/{reading.pk}/").status_code == 404


def test_who_has_something_to_read_sees_no_numbers_of_the_round(reading, browse, inside_a):
    """A reader of the office comes neither by the mark nor by the page of the round to the case."""
    one = Reading.objects.filter(reviewer__username="jia-case_officer").first()
    client, mark = own(browse, one), str(one.sampled)
    pages = [f"readings/{one.pk}/", "readings/", f"{one.sampled.round_id}/"]
    before = [client.get(ADMIN + page).content.decode() for page in pages]
    assert [(one.code in said, mark in said, "甲县法援第" in said) for said in before] == [
        (True, False, False), (True, False, False), (False, False, False),
    ]  # fmt: skip
    assert "/admin/cases/" not in before[2].split("rv-block", 1)[1]
    for mine in Reading.objects.filter(reviewer=one.reviewer):
        read(mine, inside_a)
    assert one.sampled.case.number in client.get(ADMIN + pages[2]).content.decode()


def test_a_name_is_covered_where_a_line_ends_within_it():
    veil = Veil((("张三丰", "承办人"), ("张三", "申请方"), ("王", "工作人员")))
    said = veil.cover(
        "张\n三丰和张三找王某，证件11010119900101123X，电话+8613800000001，编号202600000000000001"
    )
    assert said == (
        "〔承办人〕和〔申请方〕找王某，证件110101********123X，电话138****0001，编号202600********0001"
    )


def test_a_sheet_is_sent_from_the_page(reading, browse, county_a):
    url = f"{ADMIN}readings/{reading.pk}/"
    given = {f"sheet-score_{code}": "10" for code in ALL_MET}
    sent = given | {"sheet-quality_requirements": ALL_MET, "sheet-review_opinion": "完整"}
    client = own(browse, reading)
    wrong = client.post(url, sent | {"sheet-score_ethics": "16"})
    assert wrong.status_code == 200
    reading.refresh_from_db()
    assert reading.submitted_at is None
    assert client.post(url, sent).status_code == 302
    reading.refresh_from_db()
    assert (str(reading.score), reading.result, reading.grounds) == ("50.0", "failed", [])
    assert client.post(url, sent).status_code == 409


def test_a_reader_declines_on_the_page(reading, browse):
    client = own(browse, reading)
    client.post(f"{ADMIN}readings/{reading.pk}/decline/", {"text": "认识"})
    reading.refresh_from_db()
    assert reading.declined_because == "认识"
    assert client.get(f"{ADMIN}readings/{reading.pk}/").status_code == 404


def test_the_handler_reads_the_result_without_the_readers(reading, inside_a, browse, county_b):
    for one in reading.sampled.readings.all():
        read(one, inside_a, quality_grounds=["paid"])
    url = f"{ADMIN}results/{reading.sampled_id}/"
    client = browse(inside_a, "jia-lawyer")
    said = client.get(url).content.decode()
    assert "有偿服务或者收取财物" in said
    assert [name for name in ("甲县supervisor", "甲县mediator") if name in said] == []
    box = client.get(f"/admin/cases/{reading.sampled.case_id}/").content.decode()
    assert url in box
    assert browse(inside_a, "jia-mediator").get(url).status_code == 404
    assert browse(county_b, "yi-case_officer").get(url).status_code == 404


def test_settings_are_the_administrators(inside_a, browse):
    told = {
        "share": 20, "least": 4, "each_from": 0, "readings": 2, "difference": 15, "pass_mark": 70, "reply_days": 7,
    }  # fmt: skip
    assert browse(inside_a, "jia-case_officer").post(f"{ADMIN}settings/", told).status_code == 403
    assert browse(inside_a, "jia-county_admin").post(f"{ADMIN}settings/", told).status_code == 302
    assert (ReviewSettings.objects.get().share, ReviewSettings.objects.get().pass_mark) == (20, 70)


def test_the_county_lists_its_own_people(inside_a, browse, person):
    client = browse(inside_a, "jia-county_admin")
    url = f"{ADMIN}reviewers/"
    foreign = {"board": "aid", "person": f"user-{person('yi-supervisor').pk}"}
    assert client.post(url, foreign).status_code == 400
    mine = {"board": "aid", "person": f"user-{person('jia-supervisor').pk}"}
    assert client.post(url, mine).status_code == 302
    assert client.post(url, mine).status_code == 409
    assert client.post(url, {"turn": Reviewer.objects.get().pk}).status_code == 302
    assert Reviewer.objects.get().active is False


def test_the_public_draws_again_from_the_download(
    drawn, browse, county_a, tmp_path, django_assert_max_num_queries
):
    public = browse(county_a)
    for address in ("/rankings/reviews/", f"/rankings/reviews/{drawn.pk}/"):
        public.get(address)
        with django_assert_max_num_queries(16):
            assert public.get(address).status_code == 200
    file = tmp_path / "sample.json"
    file.write_bytes(public.get(f"/rankings/reviews/{drawn.pk}/sample.json").content)
    source = tmp_path / "draw.py"
    source.write_bytes(public.get("/rankings/reviews/draw.py").content)
    assert source.read_text() == Path(program.__file__).read_text()
    done = subprocess.run(
        [sys.executable, str(source), str(file)], capture_output=True, text=True, check=False
    )  # noqa: S603
    assert (done.returncode, done.stdout.split()) == (
        0,
        [one.mark for one in drawn.sampled.order_by("place")],
    )
    assert "甲县法援第" not in json.dumps(json.loads(file.read_text()), ensure_ascii=False)


def test_a_number_is_checked_and_no_number_is_shown(drawn, browse, county_a):
    public, url = browse(county_a), f"/rankings/reviews/{drawn.pk}/"
    one = drawn.sampled.select_related("case").get(place=2)
    said = public.get(
        url, {"number": one.case.number.replace("（", "(").replace("）", ") ")}
    ).content.decode()
    assert ("抽中了，排在第2位" in said, one.mark in said) == (True, True)
    assert "不在这一批的名单里" in public.get(url, {"number": "（2026）甲县法援第999号"}).content.decode()
    assert "甲县法援" not in public.get(url).content.decode()


def test_results_are_public_only_when_published(reading, inside_a, browse, officer, drawn):
    for one in Reading.objects.order_by("pk"):
        read(one, inside_a, 0.8)
    url = f"/rankings/reviews/{drawn.pk}/"
    assert "平均分" not in browse(inside_a).get(url).content.decode()
    drawn.refresh_from_db()
    publish(drawn, actor=officer, now=THEN)
    assert "平均分" in browse(inside_a).get(url).content.decode()
