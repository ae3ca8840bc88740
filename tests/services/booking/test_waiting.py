"""The waiting list: joining, being offered what becomes free, taking it, letting it go."""

from datetime import timedelta

import pytest
from django.utils import timezone

from services.booking.actions.answer_offer import decline, take_offer
from services.booking.actions.cancel import cancel
from services.booking.actions.confirm import Who, confirm
from services.booking.actions.end_waiting import end_waiting
from services.booking.actions.hold import hold
from services.booking.actions.lapse import lapse_everywhere
from services.booking.actions.offer_freed import offer_everywhere, offer_freed
from services.booking.actions.wait import join_waiting, leave_waiting
from services.booking.errors import Lapsed, NotWaiting, TooMany
from services.booking.models import Appointment, Resource, WaitingEntry
from services.booking.waiting_queries import ahead_of, by_token, token_of
from services.notices.models import Notice
from tests.services.booking.conftest import MONDAY, NOW, at, days_after, make_world

pytestmark = pytest.mark.django_db
PHONES = [f"+861990000020{count}" for count in range(10)]


@pytest.fixture
def full(inside_a, office, friday):
    """One person, every half hour of Monday taken."""
    service = make_world(inside_a, office, people=("王调解员",), lead_minutes=60)
    for key in range(12):
        start = at(9 + key // 2 if key < 6 else 11 + key // 2, 30 * (key % 2))
        confirm(hold(service, start, "phone"), Who(f"甲{key}", f"+86199000003{key:02}"))
    Notice.objects.all().delete()
    return service


@pytest.fixture
def run(django_capture_on_commit_callbacks):
    """Runs what follows the commit, and what follows that."""
    return lambda act: _through(django_capture_on_commit_callbacks, act)


def _through(capture, act):
    with capture(execute=True):
        return act()


def join(service, number=0, **values):
    given = {"channel": "phone", "first_day": MONDAY, "last_day": MONDAY, **values}
    return join_waiting(service, name=f"乙{number}", phone=PHONES[number], **given)[0]


def states() -> list[str]:
    return list(WaitingEntry.objects.order_by("pk").values_list("state", flat=True))


def give_up_nine(service):
    found = Appointment.objects.get(service=service, session__first_tick=at(9), state="confirmed")
    cancel(found, actor=None)


def test_who_waits_first_is_offered_what_is_given_up(full, run):
    first, second = run(lambda: (join(full, 0), join(full, 1)))
    assert (ahead_of(first), ahead_of(second)) == (0, 1)
    run(lambda: give_up_nine(full))
    assert states() == ["offered", "waiting"]
    first.refresh_from_db()
    assert (first.offered.state, first.offered.session.first_tick) == ("held", at(9))
    assert first.offered.expires_at == NOW + timedelta(hours=2)
    told = Notice.objects.get(kind="booking.freed")
    assert (told.to_phone, told.link) == (PHONES[0], f"/book/offer/{token_of(first)}/")
    assert by_token(token_of(first)) == first


def test_taking_it_makes_an_appointment_under_the_entered_name(full, run):
    entry = run(lambda: join(full))
    run(lambda: give_up_nine(full))
    entry.refresh_from_db()
    appointment, code = take_offer(entry)
    assert (appointment.state, appointment.name, appointment.phone, len(code)) == (
        "confirmed",
        "乙0",
        PHONES[0],
        8,
    )
    assert states() == ["taken"]
    with pytest.raises(Lapsed):
        take_offer(entry)


def test_a_declined_time_goes_to_the_next_and_the_first_keeps_the_place(full, run):
    first, second = run(lambda: (join(full, 0), join(full, 1)))
    run(lambda: give_up_nine(full))
    first.refresh_from_db()
    run(lambda: decline(first))
    assert states() == ["waiting", "offered"]
    second.refresh_from_db()
    assert second.offered.session.first_tick == at(9)
    assert Appointment.objects.filter(state="held").count() == 1


def test_an_offer_nobody_answers_goes_to_the_next_and_twice_missed_is_the_end(full, run, monkeypatch):
    run(lambda: (join(full, 0), join(full, 1)))
    run(lambda: give_up_nine(full))
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(hours=2, minutes=1))
    run(lapse_everywhere)
    assert states() == ["waiting", "offered"]
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(hours=4, minutes=2))
    run(lapse_everywhere)
    # The first had this time already; nobody is asked twice for the same.
    assert states() == ["waiting", "waiting"]
    assert Appointment.objects.filter(state="held").count() == 0
    other = Appointment.objects.get(session__first_tick=at(10))
    run(lambda: cancel(other, actor=None))
    assert states() == ["offered", "waiting"]
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(hours=6, minutes=3))
    run(lapse_everywhere)
    assert states() == ["lapsed", "offered"]
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(hours=8, minutes=4))
    run(lapse_everywhere)
    assert states() == ["lapsed", "lapsed"]
    assert Notice.objects.filter(kind="booking.not_reached").count() == 2


def test_one_freed_time_is_offered_once(full, run):
    run(lambda: (join(full, 0), join(full, 1)))
    run(lambda: give_up_nine(full))
    assert (offer_freed(full), offer_everywhere()) == (0, 0)
    assert Notice.objects.filter(kind="booking.freed").count() == 1


def test_the_days_have_to_fit(full, run):
    run(lambda: join(full, 0, first_day=days_after(1), last_day=days_after(1)))
    offered = WaitingEntry.objects.get()
    assert offered.offered.starts_at.astimezone(NOW.tzinfo).date() == days_after(1)


def test_a_time_that_is_free_already_is_offered_at_once(booked_world, run):
    run(lambda: join(booked_world))
    assert states() == ["offered"]


def test_for_one_person_only_their_time_is_offered(booked_world, run):
    wanted = Resource.objects.get(name="李调解员")
    run(lambda: join(booked_world, person=wanted))
    assert WaitingEntry.objects.get().offered.person == wanted


def test_nobody_waits_twice_for_one_service(full):
    join(full)
    with pytest.raises(NotWaiting):
        join(full)
    leave_waiting(WaitingEntry.objects.get())
    join(full)
    assert states() == ["left", "waiting"]


@pytest.mark.parametrize(
    "values",
    [
        {"phone": ""},
        {"channel": "smoke"},
        {"first_day": MONDAY, "last_day": MONDAY - timedelta(days=1)},
        {"first_day": MONDAY - timedelta(days=30), "last_day": MONDAY - timedelta(days=20)},
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused(full, values):
    given = {"channel": "phone", "first_day": MONDAY, "last_day": MONDAY, "phone": PHONES[0], **values}
    with pytest.raises(NotWaiting):
        join_waiting(full, name="乙", **given)
    assert not WaitingEntry.objects.exists()


def test_a_person_who_does_not_serve_is_refused(full, inside_a, office):
    other = Resource.objects.create(tenant=inside_a, name="别人", organisation=office)
    with pytest.raises(NotWaiting, match="别人"):
        join(full, person=other)


def test_leaving_with_an_offer_gives_the_time_to_the_next(full, run):
    first, _second = run(lambda: (join(full, 0), join(full, 1)))
    run(lambda: give_up_nine(full))
    first.refresh_from_db()
    run(lambda: leave_waiting(first))
    assert states() == ["left", "offered"]
    with pytest.raises(NotWaiting):
        leave_waiting(first)


def test_who_has_as_many_as_they_may_cannot_take_and_keeps_the_offer(full, run):
    entry = run(lambda: join(full))
    run(lambda: give_up_nine(full))
    for count in (0, 1):
        confirm(hold(full, at(9 + count, day=days_after(1)), "phone"), Who("乙0", PHONES[0]))
    entry.refresh_from_db()
    with pytest.raises(TooMany):
        take_offer(entry)
    assert states() == ["offered"]


def test_whose_last_day_is_over_is_told(full, monkeypatch):
    join(full)
    assert end_waiting() == 0
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=4))
    assert (end_waiting(), end_waiting()) == (1, 0)
    assert states() == ["lapsed"]
    assert Notice.objects.get(kind="booking.not_reached").to_phone == PHONES[0]


def test_the_token_stands_in_no_column(full):
    entry = join(full)
    entry.refresh_from_db()
    token = token_of(entry)
    assert token not in entry.token
    assert by_token("x") is None


def test_a_careful_one_is_told_nothing_of_the_matter_outside(full, run):
    run(lambda: join(full, careful=True))
    told = Notice.objects.get(kind="booking.waiting")
    assert "法律咨询" not in told.outside
    assert told.outside


def test_waiting_lists_of_two_counties_do_not_mix(full, county_b, run):
    from tenants.scope import in_tenant  # noqa: PLC0415 (only this test)

    with in_tenant(county_b):
        assert not WaitingEntry.objects.exists()
    entry = join(full)
    with in_tenant(county_b):
        assert by_token(token_of(entry)) is None


def test_whoever_reads_the_line_too_late_offers_nothing(full, run, monkeypatch):
    entry = run(lambda: join(full))
    run(lambda: give_up_nine(full))
    cancel(Appointment.objects.get(session__first_tick=at(10), state="confirmed"), actor=None)
    monkeypatch.setattr("services.booking.actions.offer_freed.in_line", lambda *_: [entry])
    assert offer_freed(full) == 0
    assert Appointment.objects.filter(state="held").count() == 1
