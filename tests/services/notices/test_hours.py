"""When words may leave: the county's quiet hours and the person's own."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notices import queries
from services.notices.actions import deliver_due as module
from services.notices.actions.deliver_due import deliver_due
from services.notices.actions.queue import queue
from services.notices.contact import Contact
from services.notices.hours import USUAL_QUIET, Span, first_allowed
from services.notices.models import Delivery, QuietHours
from tenants.scope import in_tenant

ZONE = ZoneInfo("Asia/Shanghai")
PHONE = "+8619900000556"
NIGHT, MORNING, NOON = (datetime(2031, 3, 5, hour, 30, tzinfo=ZONE) for hour in (23, 6, 12))


def allowed(moment, *, quiet=USUAL_QUIET, own=None):
    return f"{first_allowed(moment, quiet=quiet, open_hours=own):%d %H:%M}"


@pytest.mark.parametrize(
    ("moment", "quiet", "own", "leaves"),
    [
        (NOON, USUAL_QUIET, None, "05 12:30"),
        (NIGHT, USUAL_QUIET, None, "06 08:00"),
        (MORNING, USUAL_QUIET, None, "05 08:00"),
        (NOON, Span(time(12), time(14)), None, "05 14:00"),
        (NIGHT, Span(time(0), time(0)), None, "05 23:30"),
        (NOON, USUAL_QUIET, Span(time(15), time(17)), "05 15:00"),
        (NIGHT, USUAL_QUIET, Span(time(7), time(9)), "06 08:00"),
        (NOON, USUAL_QUIET, Span(time(18), time(22)), "05 18:00"),
        (NOON, USUAL_QUIET, Span(time(22), time(23)), "05 22:00"),  # asked for, though it is night
        (NOON, USUAL_QUIET, Span(time(9), time(9)), "05 12:30"),
    ],
)
def test_the_first_moment_that_is_allowed(moment, quiet, own, leaves):
    assert allowed(moment, quiet=quiet, own=own) == leaves


hours = st.times().map(lambda one: one.replace(microsecond=0))
moments = st.datetimes(datetime(2031, 1, 1), datetime(2031, 12, 30)).map(lambda one: one.replace(tzinfo=ZONE))


@given(moments, st.builds(Span, hours, hours), st.none() | st.builds(Span, hours, hours))
def test_it_is_never_early_never_late_and_keeps_what_the_person_asked_for(moment, quiet, own):
    found = first_allowed(moment, quiet=quiet, open_hours=own)
    assert timedelta(0) <= found - moment < timedelta(days=2)
    kept = own if own is not None and not own.is_empty else None
    assert kept is None or kept.holds(found.time())
    assert not quiet.holds(found.time()) or kept is not None
    if not quiet.holds(moment.time()) and (kept is None or kept.holds(moment.time())):
        assert found == moment


@pytest.fixture
def at(monkeypatch):
    """The clock of the outbox."""

    def turn(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return turn


@pytest.fixture
def night(monkeypatch, at):
    monkeypatch.setattr(queries, "USUAL_QUIET", USUAL_QUIET)
    at(NIGHT)


@pytest.mark.django_db
def test_at_night_words_wait_and_codes_do_not(inside_a, gateway, night):
    for kind in ("loud", "code"):
        queue(kind, to_phone=PHONE, text=kind)
    assert deliver_due() == 1
    assert gateway.sent == [(PHONE, "code")]
    assert Delivery.objects.get(state="waiting").due_at == datetime(2031, 3, 6, 8, tzinfo=ZONE)


@pytest.mark.django_db
def test_what_fails_late_is_tried_again_in_the_morning(inside_a, gateway, monkeypatch, at):
    monkeypatch.setattr(queries, "USUAL_QUIET", USUAL_QUIET)
    gateway.down = "网关不通"
    at(datetime(2031, 3, 5, 20, 59, 30, tzinfo=ZONE))
    queue("loud", to_phone=PHONE, text="一")
    deliver_due()
    assert Delivery.objects.get().due_at == datetime(2031, 3, 6, 8, tzinfo=ZONE)
    assert module.WAITS[0] == 1


@pytest.mark.django_db
def test_each_county_has_its_own_hours(inside_a, county_b, night):
    QuietHours.objects.create(tenant=county_b, since=time(1), until=time(2))
    queue("loud", to_phone=PHONE, text="甲")
    with in_tenant(county_b):
        queue("loud", to_phone=PHONE, text="乙")
        assert Delivery.objects.get().due_at == NIGHT
    assert Delivery.objects.get().due_at == datetime(2031, 3, 6, 8, tzinfo=ZONE)


@pytest.mark.django_db
def test_a_persons_own_hours_are_kept(inside_a, gateway, at):
    at(NOON)
    queue("loud", to_phone=PHONE, text="一", contact=Contact(since=time(15), until=time(17)))
    assert (deliver_due(), Delivery.objects.get().due_at) == (0, NOON.replace(hour=15, minute=0))
