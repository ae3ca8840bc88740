"""What a browser leaves, a few seconds at a time: checked, sealed, whole in the end."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from portal.timetable import DUTIES
from services.documents.store import opened
from services.mediation import signals
from services.mediation.actions import keep_chunk as keeping
from services.mediation.actions.finish_recording import finish_left_over
from services.mediation.actions.record import stop
from services.mediation.models import Recording, RecordingChunk
from tenants.models import JournalEntry
from tests.services.mediation.people import FULL, browser
from tests.services.mediation.recorded import content, put, running, sent, sits

pytestmark = pytest.mark.usefixtures("inside_a")


@pytest.fixture
def heard():
    told: list[Recording] = []

    def hear(recording, **_more):
        told.append(recording)

    signals.recorded.connect(hear)
    yield told
    signals.recorded.disconnect(hear)


@pytest.fixture
def recording():
    return running(FULL)[0]


@pytest.fixture
def recorder(recording) -> Client:
    return browser(recording.room, "mediator")


def kept(recording) -> list[tuple[int, int]]:
    return list(recording.chunks.values_list("number", "size"))


def test_chunks_come_in_order_and_lie_sealed(recording, recorder):
    for number in range(3):
        answer = put(recorder, recording, number, content(number))
        assert (answer.status_code, answer.json()) == (200, {"next": number + 1})
    recording.refresh_from_db()
    assert (recording.chunk_count, recording.size) == (3, 3000)
    assert kept(recording) == [(0, 1000), (1, 1000), (2, 1000)]
    files = [Path(chunk.file.path) for chunk in recording.chunks.all()]
    assert {path.parts[-4:-1] for path in files} == {("recordings", str(recording.pk), "jia")}
    assert [path for path in files if b"\x01" * 50 in path.read_bytes()] == []
    assert [opened(chunk.file) for chunk in recording.chunks.all()] == [
        content(number) for number in range(3)
    ]


def test_the_same_again_changes_nothing(recording, recorder):
    put(recorder, recording, 0, content(0))
    put(recorder, recording, 1, content(1))
    answer = put(recorder, recording, 0, content(0))
    assert (answer.status_code, answer.json()) == (200, {"next": 2})
    assert kept(recording) == [(0, 1000), (1, 1000)]


def test_another_content_under_the_same_number_is_refused(recording, recorder):
    put(recorder, recording, 0, content(0))
    answer = put(recorder, recording, 0, content(0, 999))
    assert (answer.status_code, answer.json()) == (409, {"error": "这一段已经保存过，内容不一样。"})
    assert kept(recording) == [(0, 1000)]


def test_a_gap_is_refused_and_told_what_comes_next(recording, recorder):
    put(recorder, recording, 0, content(0))
    answer = put(recorder, recording, 2, content(2))
    assert (answer.status_code, answer.json()["next"]) == (409, 1)
    assert kept(recording) == [(0, 1000)]


@pytest.mark.parametrize("told", ["", "0" * 64, "x"])
def test_what_is_not_what_its_hash_says_is_refused(recording, recorder, told):
    assert put(recorder, recording, 0, content(0), told).status_code == 409
    assert kept(recording) == []


@pytest.mark.parametrize("piece", [b"<html>", b"", b"\x00\x00\x00\x18ftypisom"])
def test_what_is_no_film_of_that_kind_is_refused(recording, recorder, piece):
    answer = put(recorder, recording, 0, piece)
    assert (answer.status_code, answer.json()) == (422, {"error": "这不是录像。"})
    assert kept(recording) == []


def test_the_other_kind_begins_otherwise(recording, recorder):
    Recording.objects.filter(pk=recording.pk).update(mime="video/mp4")
    assert put(recorder, recording, 0, content(0)).status_code == 422
    assert put(recorder, recording, 0, b"\x00\x00\x00\x18ftypisom" + bytes(90)).status_code == 200


def test_a_chunk_has_a_size_and_a_recording_too(recording, recorder, monkeypatch):
    large = content(0, keeping.LARGEST_CHUNK + 1)
    assert put(recorder, recording, 0, large).status_code == 413
    assert kept(recording) == []
    monkeypatch.setattr(keeping, "LARGEST_RECORDING", 2500)
    for number in range(3):
        assert put(recorder, recording, number, content(number)).status_code == 200
    recording.refresh_from_db()
    assert (recording.state, recording.why) == ("stopped", "full")
    assert put(recorder, recording, 3, content(3)).status_code == 413


def test_only_the_seat_that_started_it(recording, browse, county_b):
    sits(recording.room, "co")
    for key in ("a", "co"):
        assert put(browser(recording.room, key), recording, 0, content(0)).status_code == 404
    assert (
        put(Client(HTTP_HOST=recording.room.tenant.site.hostname), recording, 0, content(0)).status_code
        == 404
    )
    assert put(browse(county_b, "yi-mediator"), recording, 0, content(0)).status_code == 404
    assert kept(recording) == []


def test_a_form_of_another_page_cannot_send(recording):
    checking = browser(recording.room, "mediator")
    strict = Client(enforce_csrf_checks=True, HTTP_HOST=recording.room.tenant.site.hostname)
    strict.cookies = checking.cookies
    assert put(strict, recording, 0, content(0)).status_code == 403
    assert kept(recording) == []


def test_a_number_beyond_all_numbers_is_a_gap(recording, recorder):
    assert put(recorder, recording, 10**30, content(1)).status_code == 409
    path = f"/mediation/{recording.room.code}/recordings/{10**30}/0/"
    assert recorder.put(path, b"x", content_type="video/webm").status_code == 404


def test_the_tail_comes_for_a_minute_and_no_longer(recording, recorder):
    put(recorder, recording, 0, content(0))
    stop(actor=recording.seat)
    assert put(recorder, recording, 1, content(1)).status_code == 200
    Recording.objects.filter(pk=recording.pk).update(stopped_at=timezone.now() - timedelta(seconds=61))
    answer = put(recorder, recording, 2, content(2))
    assert (answer.status_code, answer.json()) == (410, {"error": "这次录像已经结束。"})
    assert put(recorder, recording, 1, content(1)).status_code == 200
    assert kept(recording) == [(0, 1000), (1, 1000)]


def test_a_chunk_over_the_head_of_a_newcomer_stops_it(recording, recorder):
    sits(recording.room, "expert")
    put(recorder, recording, 0, content(0))
    recording.refresh_from_db()
    assert (recording.state, recording.why, recording.chunk_count) == ("stopped", "newcomer", 1)


def test_the_browser_says_that_this_was_all(recording, recorder, heard, django_capture_on_commit_callbacks):
    whole = sent(recording, recording.seat, 4)
    path = f"/mediation/{recording.room.code}/recordings/{recording.pk}/finished/"
    early = recorder.post(path, {"chunks": 5})
    assert (early.status_code, early.json()["next"]) == (409, 4)
    with django_capture_on_commit_callbacks(execute=True):
        answer = recorder.post(path, {"chunks": 4})
    digest = sha256(whole).hexdigest()
    assert answer.json() == {"state": "finished", "sha256": digest, "size": 4000}
    assert [(one.pk, one.sha256, one.why) for one in heard] == [(recording.pk, digest, "asked")]
    line = JournalEntry.objects.get(verb="mediation_recorded")
    assert (line.actor.username, line.data["sha256"], line.data["size"]) == ("jia-mediator", digest, 4000)
    with django_capture_on_commit_callbacks(execute=True):
        assert recorder.post(path, {"chunks": 4}).json()["sha256"] == digest
    assert len(heard) == 1
    assert put(recorder, recording, 4, content(4)).status_code == 410


def test_chunks_came_then_the_browser_was_lost(recording, heard, django_capture_on_commit_callbacks):
    whole = sent(recording, recording.seat, 4)
    now = timezone.now()
    assert finish_left_over(now=now + timedelta(minutes=4)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert finish_left_over(now=now + timedelta(minutes=6)) == 1
    recording.refresh_from_db()
    assert (recording.state, recording.why, recording.size) == ("finished", "lost", 4000)
    assert recording.sha256 == sha256(whole).hexdigest()
    assert recording.stopped_at == RecordingChunk.objects.get(recording=recording, number=3).at
    assert [one.pk for one in heard] == [recording.pk]
    assert finish_left_over(now=now + timedelta(minutes=7)) == 0


def test_stopped_and_never_finished_is_finished_after_the_tail(recording, heard):
    sent(recording, recording.seat, 2)
    stop(actor=recording.seat)
    now = timezone.now()
    assert finish_left_over(now=now + timedelta(seconds=50)) == 0
    assert finish_left_over(now=now + timedelta(seconds=70)) == 1
    assert Recording.objects.get(pk=recording.pk).state == "finished"


def test_of_nothing_nothing_is_told(recording, heard, django_capture_on_commit_callbacks):
    stop(actor=recording.seat)
    with django_capture_on_commit_callbacks(execute=True):
        finish_left_over(now=timezone.now() + timedelta(minutes=2))
    assert Recording.objects.get(pk=recording.pk).state == "finished"
    assert heard == []


def test_a_lost_file_does_not_keep_the_others_waiting(recording, caplog):
    sent(recording, recording.seat, 1)
    stop(actor=recording.seat)
    chunk = recording.chunks.get()
    chunk.file.storage.delete(chunk.file.name)
    room = recording.room
    other = Recording.objects.create(
        tenant=room.tenant, room=room, seat=recording.seat, mime="video/webm",
        state="stopped", stopped_at=timezone.now(),
    )  # fmt: skip
    assert finish_left_over(now=timezone.now() + timedelta(minutes=2)) == 1
    assert Recording.objects.get(pk=other.pk).state == "finished"
    assert Recording.objects.get(pk=recording.pk).state == "stopped"
    assert f"recording {recording.pk} cannot be finished" in caplog.text


def test_the_timetable_does_it():
    assert [duty.often for duty in DUTIES if duty.run is finish_left_over] == [False]
