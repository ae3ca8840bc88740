"""Who says yes, who starts, what stops it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from services.mediation.actions.arrive import arrive, leave
from services.mediation.actions.door import admit, remove
from services.mediation.actions.end_room import end_room
from services.mediation.actions.move import gather, move
from services.mediation.actions.open_room import new_invitation, use_code
from services.mediation.actions.record import consent, start, stop
from services.mediation.errors import NotAllowed, RoomError
from services.mediation.models import Recording, Seat
from services.mediation.parts.recording import seen
from tests.services.mediation.people import FULL, make_room
from tests.services.mediation.recorded import WEBM, again, running, sits

pytestmark = pytest.mark.usefixtures("inside_a")


@pytest.fixture
def room():
    return make_room(people=FULL)


def states(room) -> list[tuple[str, str]]:
    return list(Recording.objects.filter(room=room).values_list("state", "why"))


def test_the_first_word_asks_everybody_and_starts_nothing(room):
    seats = sits(room, "mediator", "a", "b")
    assert seen(room, seats["a"])["asked"] is False
    assert start(WEBM, actor=seats["mediator"]) is None
    assert states(room) == []
    told = seen(room, seats["mediator"])
    assert (told["waiting"], told["against"], told["running"]) == (["沈秋禾", "陆长庚"], [], None)
    assert seen(room, seats["a"]) == {"consent": None, "asked": True, "running": None, "stopped": None}


def test_it_starts_when_everybody_in_the_room_said_yes(room):
    seats = sits(room, "mediator", "a", "b")
    consent(True, actor=seats["a"])
    assert start(WEBM, actor=seats["mediator"]) is None
    with pytest.raises(RoomError, match="还在等陆长庚回答"):
        start(WEBM, actor=seats["mediator"])
    assert states(room) == []
    consent(True, actor=seats["b"])
    begun = start(WEBM, actor=seats["mediator"])
    assert (begun.state, begun.mime, begun.seat_id) == ("running", WEBM, seats["mediator"].pk)
    mark = {"id": begun.pk, "by": "周明", "since": begun.started_at.isoformat(), "mine": False}
    assert seen(room, again(room, "a"))["running"] == mark
    assert seen(room, seats["mediator"])["running"] == {**mark, "mine": True, "next": 0}


def test_one_who_says_no_is_enough_and_is_not_named_to_parties(room):
    seats = sits(room, "mediator", "a", "b")
    consent(True, actor=seats["a"])
    consent(False, actor=seats["b"])
    with pytest.raises(RoomError, match="有人不同意录像"):
        start(WEBM, actor=seats["mediator"])
    assert states(room) == []
    assert seen(room, seats["mediator"])["against"] == ["陆长庚"]
    assert "陆长庚" not in str(seen(room, again(room, "a")))


def test_an_observer_and_an_expert_are_asked_like_everybody(room):
    seats = sits(room, "mediator", "observer", "expert")
    consent(True, actor=seats["expert"])
    assert start(WEBM, actor=seats["mediator"]) is None
    assert seen(room, seats["mediator"])["waiting"] == ["旁听人"]


def test_who_went_long_ago_is_not_asked_who_was_cut_off_just_now_is(room):
    seats = sits(room, "mediator", "a", "b")
    now = timezone.now()
    consent(True, actor=seats["a"])
    Seat.objects.filter(pk=seats["b"].pk).update(conn="", gone_at=now - timedelta(seconds=20))
    assert start(WEBM, actor=seats["mediator"]) is None
    Seat.objects.filter(pk=seats["b"].pk).update(gone_at=now - timedelta(minutes=5))
    assert start(WEBM, actor=seats["mediator"]).state == "running"


@pytest.mark.parametrize("key", ["a", "agent", "expert", "insurer", "observer"])
def test_only_who_may_record_starts_or_stops(room, key):
    seats = sits(room, "mediator", key)
    consent(True, actor=seats[key])
    with pytest.raises(NotAllowed):
        start(WEBM, actor=seats[key])
    start(WEBM, actor=seats["mediator"])
    with pytest.raises(NotAllowed):
        stop(actor=seats[key])
    assert states(room) == [("running", "")]
    assert "waiting" not in seen(room, seats[key])


def test_who_is_not_inside_says_nothing(room):
    sits(room, "mediator")
    outside = again(room, "a")
    with pytest.raises(NotAllowed):
        consent(True, actor=outside)
    assert again(room, "a").consented is None


@pytest.mark.parametrize(
    "mime", ["text/html", "video/webm<script>", "video/webm;codecs=\nx", "audio/webm", ""]
)
def test_only_kinds_that_are_films(room, mime):
    seats = sits(room, "mediator")
    with pytest.raises(RoomError, match="这个浏览器不能录像"):
        start(mime, actor=seats["mediator"])


def test_consent_taken_back_stops_it_at_once_and_says_not_whose():
    recording, seats = running()
    consent(False, actor=seats["b"])
    assert states(recording.room) == [("stopped", "consent")]
    told = seen(recording.room, again(recording.room, "a"))
    assert (told["running"], told["stopped"]["why"]) == (None, "有人收回了同意，录制已经停止。")


def test_a_sealed_room_stops_it_and_leaving_it_does_not_start_it_again():
    recording, seats = running()
    room = recording.room
    move((seats["a"].pk,), "a", 5, actor=seats["mediator"])
    assert states(room) == [("stopped", "caucus")]
    with pytest.raises(RoomError, match="单独谈话"):
        start(WEBM, actor=seats["mediator"])
    gather(actor=seats["mediator"])
    assert states(room) == [("stopped", "caucus")]
    assert start(WEBM, actor=seats["mediator"]).state == "running"


def test_somebody_at_the_door_does_not_stop_it_and_a_newcomer_who_was_not_asked_does():
    recording, seats = running(FULL)
    expert = again(recording.room, "expert")
    arrive(expert, "conn", "line")
    assert states(recording.room) == [("running", "")]
    admit(expert.pk, actor=seats["mediator"])
    assert states(recording.room) == [("stopped", "newcomer")]


def test_a_newcomer_who_agreed_before_does_not():
    recording, seats = running(FULL)
    expert = again(recording.room, "expert")
    Seat.objects.filter(pk=expert.pk).update(consented=True)
    arrive(expert, "conn", "line")
    admit(expert.pk, actor=seats["mediator"])
    assert states(recording.room) == [("running", "")]


def test_a_second_mediator_walks_in_and_is_a_newcomer_too():
    recording, _seats = running(FULL)
    arrive(again(recording.room, "co"), "conn", "line")
    assert states(recording.room) == [("stopped", "newcomer")]


def test_somebody_else_on_the_same_seat_is_asked_anew():
    recording, seats = running()
    code = new_invitation(seats["b"], actor=None)
    assert use_code(recording.room, code).pk == seats["b"].pk
    arrive(again(recording.room, "b"), "conn", "line")
    assert states(recording.room) == [("stopped", "newcomer")]
    assert again(recording.room, "b").consented is None


def test_the_part_asks_little(django_assert_num_queries):
    recording, seats = running(FULL)
    with django_assert_num_queries(2):
        seen(recording.room, seats["a"])
    with django_assert_num_queries(4):
        seen(recording.room, seats["mediator"])


def test_it_does_not_run_on_without_its_recorder():
    recording, seats = running()
    leave(actor=seats["b"])
    assert states(recording.room) == [("running", "")]
    leave(actor=seats["mediator"])
    assert states(recording.room) == [("stopped", "left")]


def test_whoever_is_sent_out_records_no_longer():
    room = make_room(people=FULL)
    seats = sits(room, "mediator", "recorder")
    consent(True, actor=seats["mediator"])
    start(WEBM, actor=seats["recorder"])
    remove(seats["recorder"].pk, actor=seats["mediator"])
    assert states(room) == [("stopped", "left")]


def test_the_end_of_the_room_stops_it():
    recording, seats = running()
    end_room(actor=seats["mediator"])
    assert states(recording.room) == [("stopped", "ended")]


def test_one_at_a_time():
    recording, _seats = running(FULL)
    room = recording.room
    co = sits(room, "co")["co"]
    with pytest.raises(RoomError, match="已经在录制了"):
        start(WEBM, actor=co)
    assert states(room) == [("running", "")]


def test_a_page_that_comes_back_starts_anew():
    recording, seats = running()
    begun = start(WEBM, actor=seats["mediator"])
    assert begun.pk != recording.pk
    assert states(recording.room) == [("stopped", "lost"), ("running", "")]
    assert seen(recording.room, seats["mediator"])["open"] == [{"id": recording.pk, "next": 0}]


def test_another_recorder_takes_over_from_one_who_is_gone():
    recording, seats = running(FULL)
    room = recording.room
    co = sits(room, "co")["co"]
    gone = timezone.now() - timedelta(minutes=2)
    Seat.objects.filter(pk=seats["mediator"].pk).update(conn="", gone_at=gone, seen_at=gone)
    assert start(WEBM, actor=co).seat_id == co.pk
    assert states(room) == [("stopped", "lost"), ("running", "")]


def test_the_room_keeps_what_happened():
    recording, seats = running()
    stop(actor=seats["mediator"])
    kinds = [one.kind for one in recording.room.events.all()]
    assert kinds == ["recording_consent"] * 3 + ["recording_started", "recording_stopped"]
