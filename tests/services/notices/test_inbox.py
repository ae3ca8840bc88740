"""/my/notices/: a person's own words of one county, and how each went."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from services.notices import queries
from services.notices.actions.mark_read import mark_read
from services.notices.actions.queue import queue
from services.notices.models import Delivery, Notice
from services.notices.sent import sent_about, sent_to
from tenants.scope import in_tenant

pytestmark = pytest.mark.django_db
PAGE = "/my/notices/"
AT = datetime(2031, 11, 20, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def at_home(county_a, browse, citizen):
    client = browse(county_a)
    client.force_login(citizen)
    return client


@pytest.fixture
def told(inside_a, citizen, person):
    queue("loud", to_user=citizen, text="第一句", link="/my/7/")
    Delivery.objects.update(state="sent", sent_at=AT, sent_to="199****0555")
    queue("quiet", to_user=citizen, text="第二句")
    queue("desk", to_user=citizen, text="案头的话")
    queue("quiet", to_user=person("jia-lawyer"), text="别人的话")
    return Notice.objects.get(kind="loud")


def test_ones_own_with_what_became_of_each(at_home, told):
    page = at_home.get(PAGE)
    body = page.content.decode()
    assert [row["notice"].text for row in page.context["rows"]] == ["第二句", "第一句"]
    assert [(way.channel, way.to, way.result, way.at) for way in page.context["rows"][1]["ways"]] == [
        ("站内", "", "未读", told.created_at), ("短信", "199****0555", "已发送", AT),
    ]  # fmt: skip
    assert ("2031-11-20 09:30" in body, "2条未读" in body, "案头的话" in body) == (True, True, False)


def test_opening_marks_it_and_leads_on(at_home, told, citizen):
    assert at_home.post(f"{PAGE}{told.pk}/open/")["Location"] == "/my/7/"
    told.refresh_from_db()
    assert (told.read_at is None, queries.unread_count(citizen, desk=False)) == (False, 1)
    assert at_home.post(f"{PAGE}read/")["Location"] == PAGE
    assert (queries.unread_count(citizen, desk=False), queries.unread_count(citizen)) == (0, 1)


def test_only_ones_own_can_be_opened(told, county_a, county_b, browse, citizen):
    desk = Notice.objects.get(kind="desk")
    for tenant, username, pk in (
        (county_a, "jia-lawyer", told.pk), (county_a, "stranger", desk.pk), (county_b, "stranger", told.pk),
    ):  # fmt: skip
        assert browse(tenant, username).post(f"{PAGE}{pk}/open/").status_code == 404
    told.refresh_from_db()
    assert told.read_at is None


def test_nobody_signed_in_is_led_to_sign_in(told, county_a, browse):
    answers = [browse(county_a).get(PAGE), browse(county_a).post(f"{PAGE}read/")]
    assert [answer["Location"].startswith("/accounts/login/") for answer in answers] == [True, True]


def test_another_county_says_nothing_of_it(told, county_b, browse, citizen):
    client = browse(county_b)
    client.force_login(citizen)
    page = client.get(PAGE)
    assert (list(page.context["rows"]), "还没有提醒" in page.content.decode()) == ([], True)


def test_the_page_asks_a_fixed_number_of_questions(at_home, told, citizen):
    def asked():
        with CaptureQueriesContext(connection) as questions:
            at_home.get(PAGE)
        return len(questions)

    asked()
    few = asked()
    for number in range(15):
        queue("loud", to_user=citizen, text=str(number))
    assert asked() == few


def test_a_failure_says_why(at_home, told):
    Delivery.objects.update(state="failed", sent_at=None, error="网关不通")
    assert "网关不通" in at_home.get(PAGE).content.decode()


def test_marking_read_away_from_the_desk_leaves_what_is_said_there(told, citizen):
    assert (mark_read(citizen, desk=False), mark_read(citizen)) == (2, 1)


def test_what_was_sent_about_a_matter(inside_a, county_b, citizen, person):
    queue("loud", to_user=citizen, text="给甲", about="case:甲-1")
    queue("loud", to_phone="+8619900000556", text="给乙", about="case:甲-1")
    queue("desk", to_user=person("jia-lawyer"), text="给律师", about="case:甲-1")
    queue("quiet", to_user=citizen, text="别的事", about="case:甲-2")
    with in_tenant(county_b):
        queue("loud", to_user=citizen, text="乙县", about="case:甲-1")
    assert [(one.text, one.whom, len(one.ways)) for one in sent_about("case:甲-1")] == [
        ("给律师", "甲县lawyer", 1), ("给乙", "199****0556", 1), ("给甲", "路人", 2),
    ]  # fmt: skip
    assert [one.text for one in sent_to("case:甲-1", user=citizen)] == ["给甲"]
    assert [one.text for one in sent_to("case:甲-1", user=None, phone="+8619900000556")] == ["给乙"]
    assert [one.text for one in sent_to("case:甲-1", user=None)] == []
    assert [one.text for one in sent_to("case:甲-1", user=person("jia-lawyer"))] == []
