"""The waiting list as a citizen sees it."""

import pytest

from services.booking.models import Appointment, WaitingEntry
from services.booking.waiting_queries import token_of
from tests.services.booking.public.conftest import ANNA, body, hold

pytestmark = pytest.mark.django_db
DAYS = {"first_day": "2026-11-23", "last_day": "2026-11-23", "way": "phone"}


@pytest.fixture
def full(booked_world, browse, county_a):
    """Nothing is left on Monday."""
    for hour in (9, 10, 11, 14, 15, 16):
        for minute in (0, 30):
            for _person in range(2):
                hold(browse(county_a), hour, minute)


@pytest.fixture
def waiting(full, visitor):
    """The address of the place in the line."""
    return visitor.post("/book/advice/wait/", {**DAYS, **ANNA})["Location"]


def test_a_full_day_leads_to_the_list(full, visitor):
    page = body(visitor.get("/book/advice/?way=phone&day=2026-11-23"))
    assert "这一天没有空的时间" in page
    assert "/book/advice/wait/?way=phone&amp;day=2026-11-23" in page
    form = body(visitor.get("/book/advice/wait/?way=phone&day=2026-11-23"))
    assert 'value="2026-11-23"' in form
    assert "电话" in form


def test_joining(waiting, visitor):
    entry = WaitingEntry.objects.get()
    assert (entry.name, entry.phone, entry.channel, entry.state) == (
        "张三",
        "+8619900000101",
        "phone",
        "waiting",
    )
    page = body(visitor.get(waiting))
    assert "您排在第一位" in page
    assert "11月23日" in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "请填写姓名"),
        ({"phone": "1"}, "请填写11位手机号码"),
        ({"first_day": "明天"}, "请填写日期"),
        ({"last_day": "2026-11-01"}, "最晚的日期不能早于最早的日期"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(visitor, changes, sentence):
    page = body(visitor.post("/book/advice/wait/", {**DAYS, **ANNA, **changes}))
    assert sentence in page
    assert 'value="2026-11-23"' in page
    assert not WaitingEntry.objects.exists()


def test_waiting_twice_is_refused_in_words(waiting, visitor):
    assert "已经在" in body(visitor.post("/book/advice/wait/", {**DAYS, **ANNA}))


def offered(django_capture_on_commit_callbacks):
    """Somebody gives a time up, and it is offered."""
    from services.booking.actions.offer_freed import offer_freed
    from services.booking.actions.release import release

    first = Appointment.objects.filter(state="held").order_by("pk").first()
    release(first)
    offer_freed(first.service)
    return WaitingEntry.objects.get()


def test_an_offered_time_is_taken(waiting, visitor, django_capture_on_commit_callbacks):
    entry = offered(django_capture_on_commit_callbacks)
    assert entry.state == "offered"
    page = body(visitor.get(waiting))
    assert "还没有约上" in page
    done = body(visitor.post(waiting, {"take": "1"}, follow=True))
    assert "已约好" in done
    entry.refresh_from_db()
    assert (entry.state, entry.offered.state, entry.offered.name) == ("taken", "confirmed", "张三")


def test_an_offered_time_is_let_go(waiting, visitor, django_capture_on_commit_callbacks):
    entry = offered(django_capture_on_commit_callbacks)
    page = body(visitor.post(waiting, {"decline": "1"}, follow=True))
    assert "让给下一位" in page
    entry.refresh_from_db()
    assert (entry.state, entry.offered.state) == ("waiting", "lapsed")


def test_leaving(waiting, visitor):
    page = body(visitor.post(waiting, {"leave": "1"}, follow=True))
    assert "已经退出候补" in page
    assert WaitingEntry.objects.get().state == "left"
    assert 'name="leave"' not in body(visitor.get(waiting))


def test_nobody_finds_it_by_guessing_or_in_the_other_county(waiting, visitor, browse, county_b):
    assert visitor.get("/book/offer/guess/").status_code == 404
    assert browse(county_b).get(waiting).status_code == 404
    assert browse(county_b).get("/book/advice/wait/").status_code == 404
    assert waiting == f"/book/offer/{token_of(WaitingEntry.objects.get())}/"
