"""A county's own words: what may stand in them, who may change them, and how they look."""

import pytest

from services.notices.actions.queue import queue
from services.notices.models import Notice, NoticeText, QuietHours
from services.notices.registry import get
from services.notices.wording import faults, shipped
from tenants.models import JournalEntry
from tenants.scope import in_tenant

pytestmark = pytest.mark.django_db
LIST, PAGE, QUIET = "/admin/notice-texts/", "/admin/notice-texts/booked/", "/admin/notice-texts/quiet/"


@pytest.fixture
def admin(county_a, browse):
    return browse(county_a, "jia-county_admin")


def post(client, path=PAGE, **data):
    return client.post(path, data)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("请{day}来办{service}，{office}", 0),
        ("{number}", 1),
        ("{number}{day", 2),
        ("｛day｝", 1),
        ("{Day}", 1),
        ("{{day}}", 1),
        ("{day.real}", 1),
    ],
)
def test_only_known_placeholders_stand_in_a_text(text, count):
    found = faults(get("booked"), text)
    assert len(found) == count
    assert all("{service}、{day}、{office}" in fault for fault in found)


def test_the_list_shows_the_words_in_use(admin, county_a):
    NoticeText.objects.bulk_create([NoticeText(tenant=county_a, kind="booked", text="{day}见")])
    page = admin.get(LIST)
    rows = [(row["kind"].code, row["own"], row["text"]) for row in page.context["rows"]]
    assert rows == [
        ("booked", True, "{day}见"),
        ("notices.neutral", False, "您有一条新消息，请在方便的时候登录查看。"),
    ]


def test_a_preview_has_sample_values_and_saves_nothing(admin, county_a):
    page = post(admin, text="请{day}来办{service}。", preview="1")
    assert page.context["preview"] == "请3月5日来办法律咨询。"
    assert "请3月5日来办法律咨询。" in page.content.decode()
    with in_tenant(county_a):
        assert NoticeText.objects.count() == 0


def test_new_words_are_used_from_then_on(admin, inside_a, citizen):
    assert post(admin, text="请{day}来。")["Location"] == LIST
    queue("booked", to_user=citizen, values={"service": "咨询", "day": "周五"})
    assert Notice.objects.get().text == "请周五来。"
    assert JournalEntry.objects.filter(verb="notice_reworded").values_list("data", flat=True).get() == {
        "text": "请{day}来。"
    }
    post(admin, text="改")
    assert NoticeText.objects.values_list("text", flat=True).get() == "改"


def test_a_fault_stands_beside_the_field_and_nothing_is_lost(admin, inside_a):
    page = post(admin, text="{nummer}号")
    body = page.content.decode()
    assert (page.status_code, NoticeText.objects.count()) == (400, 0)
    assert page.context["form"].errors["text"] == [
        "没有“{nummer}”这个占位符。可以用：{service}、{day}、{office}。"
    ]
    assert ("没有“{nummer}”这个占位符" in body, "{nummer}号</textarea>" in body) == (True, True)


def test_back_to_the_shipped_words(admin, inside_a):
    post(admin, text="改")
    assert post(admin, f"{PAGE}revert/")["Location"] == PAGE
    assert NoticeText.objects.count() == 0
    assert "用的已经是默认用语" in admin.post(f"{PAGE}revert/", follow=True).content.decode()
    assert JournalEntry.objects.filter(verb="notice_reverted").count() == 1


def test_quiet_hours_are_the_countys(admin, inside_a, county_b):
    post(admin, QUIET, since="22:00", until="07:30")
    post(admin, QUIET, since="20:00", until="07:30")
    assert [str(row) for row in QuietHours.objects.all()] == ["20:00–07:30"]
    refused = post(admin, QUIET, since="25:00", until="07:30")
    assert (refused.status_code, list(refused.context["form"].errors)) == (400, ["since"])
    with in_tenant(county_b):
        assert QuietHours.objects.count() == 0


@pytest.mark.parametrize("username", ["jia-editor", "jia-case_officer", "jia-supervisor"])
def test_only_the_administrator_changes_words(username, county_a, browse):
    client = browse(county_a, username)
    answers = [
        client.get(LIST),
        client.get(PAGE),
        post(client, text="改"),
        post(client, QUIET),
        post(client, f"{PAGE}revert/"),
    ]
    assert [answer.status_code for answer in answers] == [403] * 5


def test_nor_does_a_stranger_or_the_administrator_of_another_county(county_a, browse):
    assert browse(county_a).get(PAGE)["Location"].startswith("/accounts/login/")
    assert [browse(county_a, name).get(PAGE).status_code for name in ("stranger", "yi-county_admin")] == [
        403,
        403,
    ]
    with in_tenant(county_a):
        assert NoticeText.objects.count() == 0


def test_a_kind_without_words_of_its_own_has_no_page(admin):
    assert [admin.get(f"/admin/notice-texts/{kind}/").status_code for kind in ("loud", "nothing")] == [
        404,
        404,
    ]


def test_the_list_asks_a_fixed_number_of_questions(admin, django_assert_max_num_queries):
    admin.get(LIST)
    with django_assert_max_num_queries(20):
        admin.get(LIST)


def test_what_the_services_ship_is_right(registered):
    found = {code: faults(kind, shipped(kind)) for code, kind in registered.items() if kind.text}
    assert found == {code: [] for code in found}
    assert "notices.neutral" in found
