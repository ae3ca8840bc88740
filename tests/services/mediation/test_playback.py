"""Who looks at what was recorded, and that every look is written down."""

import pytest

from services.mediation import playback
from services.mediation.actions.finish_recording import finish
from services.mediation.actions.record import stop
from services.mediation.models import Recording, Seat
from tenants.models import JournalEntry, User
from tests.services.mediation.people import FULL
from tests.services.mediation.recorded import content, running, sent

pytestmark = pytest.mark.usefixtures("inside_a")
MAY = "jia-mediator"
WITH_REASON = ("jia-supervisor", "jia-county_admin")
NOT = ("jia-case_officer", "jia-receptionist", "jia-lawyer", "jia-editor")


@pytest.fixture
def recording():
    begun, _seats = running(FULL)
    sent(begun, begun.seat, 4)
    stop(actor=begun.seat)
    finish(begun)
    return Recording.objects.get(pk=begun.pk)


@pytest.fixture
def whole() -> bytes:
    return b"".join(map(content, range(4)))


def page(recording) -> str:
    return f"/admin/mediation/recordings/{recording.pk}/"


def looks() -> list[tuple]:
    rows = JournalEntry.objects.filter(verb="mediation_watched").order_by("pk")
    return [(row.actor.username, row.data["recording"], row.data["reason"]) for row in rows]


def test_the_mediator_of_the_room_looks_and_it_is_written_down(recording, whole, browse, county_a):
    client = browse(county_a, MAY)
    first = client.get(page(recording)).content.decode()
    assert ("观看（会记入日志）" in first, "<video" in first) == (True, False)
    assert client.get(f"{page(recording)}bytes/", HTTP_RANGE="bytes=0-").status_code == 403
    assert looks() == []
    answer = client.post(page(recording))
    assert (answer.status_code, answer["Location"]) == (302, page(recording))
    assert looks() == [(MAY, recording.pk, "")]
    assert "<video" in client.get(page(recording)).content.decode()
    answer = client.get(f"{page(recording)}bytes/", HTTP_RANGE="bytes=0-")
    assert (answer.status_code, answer.content) == (206, whole)
    assert answer["Content-Type"] == "video/webm"
    assert answer["Cache-Control"].startswith("private, no-store")
    client.post(page(recording))
    assert looks() == [(MAY, recording.pk, "")] * 2


@pytest.mark.parametrize("username", WITH_REASON)
def test_whoever_oversees_gives_a_reason(recording, browse, county_a, username):
    client = browse(county_a, username)
    for empty in ("", "  看  "):
        answer = client.post(page(recording), {"reason": empty})
        assert answer.status_code == 422
        assert "请写明观看的原因，至少4个字。" in answer.content.decode()
    assert looks() == []
    assert client.post(page(recording), {"reason": "核对投诉内容"}).status_code == 302
    assert looks() == [(username, recording.pk, "核对投诉内容")]
    assert client.get(f"{page(recording)}bytes/", HTTP_RANGE="bytes=0-9").status_code == 206


@pytest.mark.parametrize("username", NOT)
def test_nobody_else_of_the_office_learns_that_there_is_one(recording, browse, county_a, username):
    client = browse(county_a, username)
    for answer in (
        client.get(page(recording)),
        client.post(page(recording), {"reason": "想看一看"}),
        client.get(f"{page(recording)}bytes/", HTTP_RANGE="bytes=0-9"),
    ):
        assert answer.status_code == 404
    assert looks() == []


@pytest.mark.parametrize(
    ("key", "username", "status"), [("recorder", "jia-lawyer", 404), ("a", "stranger", 403)]
)
def test_the_recorder_and_a_party_with_accounts_do_not(recording, browse, county_a, key, username, status):
    Seat.objects.filter(room=recording.room, ref=key).update(user=User.objects.get(username=username))
    client = browse(county_a, username)
    assert client.get(page(recording)).status_code == status
    assert client.post(page(recording), {"reason": "我自己在里面"}).status_code == status
    assert looks() == []


def test_a_co_mediator_does(recording, browse, county_a):
    Seat.objects.filter(room=recording.room, ref="co").update(
        user=User.objects.get(username="jia-case_officer")
    )
    assert browse(county_a, "jia-case_officer").post(page(recording)).status_code == 302
    assert looks() == [("jia-case_officer", recording.pk, "")]


def test_a_stranger_and_the_other_county_do_not(recording, browse, county_a, county_b):
    client = browse(county_a)
    assert client.get(page(recording)).status_code == 302
    assert client.get(f"{page(recording)}bytes/", HTTP_RANGE="bytes=0-").status_code == 302
    for username in ("yi-mediator", "yi-supervisor", "yi-county_admin"):
        for tenant in (county_a, county_b):
            client = browse(tenant, username)
            assert client.post(page(recording), {"reason": "核对投诉内容"}).status_code in (302, 403, 404)
            assert client.get(f"{page(recording)}bytes/", HTTP_RANGE="bytes=0-").status_code != 206
    assert looks() == []


def test_one_look_opens_one_recording(recording, browse, county_a):
    other = Recording.objects.create(
        tenant=recording.tenant, room=recording.room, seat=recording.seat, mime="video/webm",
        state="finished", size=4,
    )  # fmt: skip
    client = browse(county_a, MAY)
    client.post(page(recording))
    assert client.get(f"{page(other)}bytes/", HTTP_RANGE="bytes=0-").status_code == 403


def test_one_look_lasts_an_hour(recording, browse, county_a):
    client = browse(county_a, MAY)
    client.post(page(recording))
    session = client.session
    session["recordings_opened"] = {str(recording.pk): 1.0}
    session.save()
    assert client.get(f"{page(recording)}bytes/", HTTP_RANGE="bytes=0-").status_code == 403
    assert "<video" not in client.get(page(recording)).content.decode()


def test_what_still_runs_is_not_shown(browse, county_a):
    begun, _seats = running()
    answer = browse(county_a, MAY).post(page(begun))
    assert answer.status_code == 422
    assert looks() == []


RANGES = {
    "bytes=0-": (0, 3999),
    "bytes=0-0": (0, 0),
    "bytes=999-1000": (999, 1000),
    "bytes=1000-1999": (1000, 1999),
    "bytes=2500-": (2500, 3999),
    "bytes=-10": (3990, 3999),
    "bytes=-99999": (0, 3999),
    "bytes=3999-99999": (3999, 3999),
}


@pytest.mark.parametrize("header", RANGES)
def test_ranges(recording, whole, browse, county_a, header):
    client = browse(county_a, MAY)
    client.post(page(recording))
    first, last = RANGES[header]
    answer = client.get(f"{page(recording)}bytes/", HTTP_RANGE=header)
    assert answer.content == whole[first : last + 1]
    assert answer["Content-Range"] == f"bytes {first}-{last}/4000"
    assert (answer.status_code, int(answer["Content-Length"])) == (206, last - first + 1)


@pytest.mark.parametrize(
    "header",
    ["", "bytes=4000-", "bytes=9-2", "bytes=-0", "bytes=-", "lines=0-1", "bytes=0-1,3-4", "bytes=a-b"],
)
def test_what_is_no_range_of_it_is_not_answered(recording, browse, county_a, header):
    client = browse(county_a, MAY)
    client.post(page(recording))
    answer = client.get(f"{page(recording)}bytes/", **({"HTTP_RANGE": header} if header else {}))
    assert (answer.status_code, answer["Content-Range"], answer.content) == (416, "bytes */4000", b"")


def test_a_long_range_is_answered_in_parts(recording, whole, browse, county_a, monkeypatch):
    monkeypatch.setattr(playback, "MOST_AT_ONCE", 1500)
    client = browse(county_a, MAY)
    client.post(page(recording))
    got = b""
    while len(got) < len(whole):
        answer = client.get(f"{page(recording)}bytes/", HTTP_RANGE=f"bytes={len(got)}-")
        assert len(answer.content) == min(1500, len(whole) - len(got))
        got += answer.content
    assert got == whole


def test_only_the_pieces_in_question_are_opened(recording, monkeypatch):
    opened = []
    monkeypatch.setattr(playback, "opened", lambda file: opened.append(file.name) or content(1))
    playback.between(recording, 1000, 2000)
    assert len(opened) == 2


def test_the_page_of_the_room_lists_them(recording, browse, county_a, django_assert_max_num_queries):
    text = browse(county_a, MAY).get(f"/admin/mediation/{recording.room_id}/").content.decode()
    assert recording.sha256 in text
    assert "按了停止" in text
    assert page(recording) in text
    text = browse(county_a, "jia-case_officer").get(f"/admin/mediation/{recording.room_id}/").content.decode()
    assert recording.sha256 in text
    assert page(recording) not in text
