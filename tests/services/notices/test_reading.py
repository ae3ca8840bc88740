"""The person's own page in the back office: theirs alone, of this county alone."""

import pytest
from django.utils import timezone

from services.notices import queries
from services.notices.actions.mark_read import mark_read
from services.notices.actions.queue import queue
from services.notices.models import Delivery, Notice
from tenants.scope import in_tenant

pytestmark = pytest.mark.django_db
PAGE = "/admin/notices/"


@pytest.fixture
def mediator(person):
    return person("jia-mediator")


@pytest.fixture
def told(inside_a, mediator, person):
    for text in ("第一句", "第二句", "第三句"):
        queue("quiet", to_user=mediator, text=text, link="/admin/")
    queue("quiet", to_user=person("jia-lawyer"), text="别人的话")
    return list(Notice.objects.filter(to_user=mediator).order_by("pk"))


def unread(who):
    return queries.unread_count(who)


def test_unread_first_then_the_newest(told, mediator):
    assert mark_read(mediator, only=[told[2].pk]) == 1
    assert [notice.text for notice in queries.of_person(mediator)] == ["第二句", "第一句", "第三句"]
    assert (mark_read(mediator), mark_read(mediator), unread(mediator)) == (2, 0, 0)


def test_reading_does_not_touch_what_is_another_persons(told, mediator, person):
    lawyer = person("jia-lawyer")
    assert mark_read(lawyer, only=[told[0].pk]) == 0
    assert (unread(mediator), unread(lawyer)) == (3, 1)


def test_what_was_said_about_a_matter(inside_a, mediator):
    queue("quiet", to_user=mediator, text="一", about="case:甲-1")
    queue("quiet", to_user=mediator, text="二", about="case:甲-2")
    assert [notice.text for notice in queries.about("case:甲-1")] == ["一"]


def test_the_page_shows_ones_own(told, county_a, browse):
    page = browse(county_a, "jia-mediator").get(PAGE)
    text = page.content.decode()
    assert [notice.text for notice in page.context["notices"]] == ["第三句", "第二句", "第一句"]
    assert ("别人的话" in text, "3条未读" in text, page.context["unread"]) == (False, True, 3)
    assert "\\u6211\\u7684\\u63d0\\u9192\\uff083\\uff09" in text or "我的提醒（3）" in text


def test_opening_reads_and_leads_on(told, county_a, browse, mediator):
    answer = browse(county_a, "jia-mediator").post(f"{PAGE}{told[0].pk}/open/")
    assert (answer.status_code, answer.headers["Location"], unread(mediator)) == (302, "/admin/", 2)


def test_all_are_read_with_one_button(told, county_a, browse, mediator, person):
    answer = browse(county_a, "jia-mediator").post(f"{PAGE}read/")
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    assert (unread(mediator), unread(person("jia-lawyer"))) == (0, 1)


def test_looking_changes_nothing(told, county_a, browse, mediator):
    client = browse(county_a, "jia-mediator")
    addresses = (f"{PAGE}{told[0].pk}/open/", f"{PAGE}read/")
    assert [client.get(address).status_code for address in addresses] == [405, 405]
    assert unread(mediator) == 3


@pytest.mark.parametrize(
    ("username", "answer"), [("jia-lawyer", 404), ("stranger", 403), ("yi-mediator", 403)]
)
def test_nobody_else_opens_it(username, answer, told, county_a, browse, mediator):
    response = browse(county_a, username).post(f"{PAGE}{told[0].pk}/open/")
    assert (response.status_code, unread(mediator)) == (answer, 3)


def test_an_officer_of_the_other_county_finds_nothing_on_his_own_host(told, county_b, browse, mediator):
    client = browse(county_b, "yi-mediator")
    assert client.post(f"{PAGE}{told[0].pk}/open/").status_code == 404
    assert [*client.get(PAGE).context["notices"]] == []
    assert unread(mediator) == 3


def test_who_works_in_two_counties_reads_each_on_its_host(told, county_b, mediator):
    with in_tenant(county_b):
        assert (unread(mediator), [*queries.of_person(mediator)]) == (0, [])
        assert mark_read(mediator) == 0
    assert unread(mediator) == 3


@pytest.mark.parametrize(
    ("role", "seen"), [("county_admin", True), ("supervisor", True), ("mediator", False)]
)
def test_what_reached_nobody_is_shown_to_those_who_look_after_it(role, seen, inside_a, county_a, browse):
    queue("loud", to_phone="+8619900000556", text="开庭通知", about="case:甲-1")
    Delivery.objects.update(state="failed", error="网关不通", due_at=timezone.now())
    text = browse(county_a, f"jia-{role}").get(PAGE).content.decode()
    assert ("网关不通" in text, "甲-1" in text, "开庭通知" in text) == (seen, seen, False)


def test_long_lists_have_pages(inside_a, county_a, browse, mediator):
    for number in range(31):
        queue("quiet", to_user=mediator, text=f"第{number}句")
    client = browse(county_a, "jia-mediator")
    assert [len(client.get(PAGE, {"p": page}).context["notices"]) for page in (1, 2, "x")] == [30, 1, 30]
