"""The record of the mediation: who writes, who sees what of it, and what closes it."""

from hashlib import sha256

import pytest
from django.db import connection

from services.mediation import signals
from services.mediation.actions.arrive import leave
from services.mediation.actions.end_room import end_room
from services.mediation.actions.minutes import offer, read, write
from services.mediation.actions.move import gather, move
from services.mediation.errors import NotAllowed, RoomError
from services.mediation.models import Minutes, MinutesReading, Seat
from services.mediation.parts.minutes import seen
from tenants.models import JournalEntry
from tests.services.mediation.people import FULL, make_room
from tests.services.mediation.recorded import again, sits

pytestmark = pytest.mark.usefixtures("inside_a")
TEXT = "沈秋禾：墙根往西退三十厘米。"
WRITERS = ("mediator", "co", "recorder")
OTHERS = ("a", "agent", "expert", "insurer", "observer")


@pytest.fixture
def room():
    return make_room(people=FULL)


@pytest.fixture
def heard():
    told: list[Minutes] = []

    def hear(minutes, **_more):
        told.append(minutes)

    signals.confirmed.connect(hear)
    yield told
    signals.confirmed.disconnect(hear)


def row() -> tuple:
    return Minutes.objects.values_list("text", "revision", "state").get()


def offered(room) -> dict[str, Seat]:
    """Written and offered in the presence of both sides."""
    seats = sits(room, "mediator", "a", "b")
    write(0, TEXT, actor=seats["mediator"])
    offer(1, actor=seats["mediator"])
    return seats


@pytest.mark.parametrize("key", WRITERS)
def test_those_in_charge_write_and_each_save_is_a_revision(room, key):
    seat = sits(room, key)[key]
    write(0, TEXT, actor=seat)
    write(1, f"{TEXT}\n陆长庚：同意。", actor=seat)
    assert row() == (f"{TEXT}\n陆长庚：同意。", 2, "writing")
    assert seen(room, seat)["writer"] == FULL[key][2]


@pytest.mark.parametrize("key", OTHERS)
def test_nobody_else_writes_offers_or_sees_it_before_it_is_offered(room, key):
    seats = sits(room, "mediator", key)
    write(0, TEXT, actor=seats["mediator"])
    for deed in (lambda: write(1, "改", actor=seats[key]), lambda: offer(1, actor=seats[key])):
        with pytest.raises(NotAllowed):
            deed()
    assert row() == (TEXT, 1, "writing")
    assert "三十厘米" not in str(seen(room, seats[key]))


def test_who_is_not_inside_neither_writes_nor_reads(room):
    seats = offered(room)
    for key in ("co", "agent"):
        with pytest.raises(NotAllowed):
            write(1, "改", actor=again(room, key))
        with pytest.raises(NotAllowed):
            read(1, True, "", actor=again(room, key))
    end_room(actor=seats["mediator"])
    with pytest.raises(RoomError, match="已经结束"):
        read(1, True, "", actor=seats["a"])
    assert MinutesReading.objects.count() == 0


def test_two_at_once_lose_nothing(room):
    seats = sits(room, "mediator", "recorder")
    write(0, TEXT, actor=seats["recorder"])
    with pytest.raises(RoomError, match="别人刚刚改过笔录"):
        write(0, "我写的另一份", actor=seats["mediator"])
    assert row() == (TEXT, 1, "writing")
    write(1, f"{TEXT}我写的另一份", actor=seats["mediator"])
    assert row() == (f"{TEXT}我写的另一份", 2, "writing")


def test_it_lies_sealed(room):
    write(0, TEXT, actor=sits(room, "mediator")["mediator"])
    with connection.cursor() as cursor:
        cursor.execute("select text from mediation_minutes")
        assert "沈秋禾" not in cursor.fetchone()[0]


def test_in_a_sealed_room_nothing_is_written(room):
    seats = sits(room, "mediator", "a")
    write(0, TEXT, actor=seats["mediator"])
    move((seats["mediator"].pk, seats["a"].pk), "a", 5, actor=seats["mediator"])
    with pytest.raises(RoomError, match="单独谈话的内容不进共同的笔录"):
        write(1, "底线是八千", actor=seats["mediator"])
    assert row() == (TEXT, 1, "writing")
    assert seen(room, again(room, "mediator"))["sealed"] is True
    gather(actor=seats["mediator"])
    write(1, f"{TEXT}。", actor=seats["mediator"])
    assert row()[1] == 2


def test_the_beginning_says_what_the_room_knows(room):
    seats = sits(room, "mediator", "recorder", "a", "agent")
    Seat.objects.filter(pk=seats["a"].pk).update(identity="name")
    lines = seen(room, seats["recorder"])["beginning"].splitlines()
    assert lines[1:10] == [
        f"地点：视频调解室（房间号{room.code}）", "纠纷：宅基地边界", "调解组织：", "调解员：周明", "记录人：方晴", "参加人：",
        "　　申请方　沈秋禾（当事人，身份已核对）", "　　被申请方　柳律师（代理人）",
        "权利义务：□已告知各方，调解自愿、不收费；可以请人代理、要求更换调解员，也可以随时退出。",
    ]  # fmt: skip
    # Nothing stands in it that is meant for the writer only; two lines are free for what is said.
    assert lines[10:] == ["", "一、纠纷简要情况", "", "二、各方说的话和调解经过", "", "", "三、处理结果", ""]
    write(0, TEXT, actor=seats["recorder"])
    assert seen(room, seats["recorder"])["beginning"] == ""


def test_offered_it_is_read_by_parties_and_agents_only(room):
    seats = {**offered(room), **sits(room, "agent", "expert", "observer", "insurer")}
    told = seen(room, seats["a"])
    assert told == {
        "state": "to_read", "revision": 1, "may_confirm": True, "text": TEXT, "own": None,
        "confirmed": 0, "needed": 2, "sha256": "",
    }  # fmt: skip
    assert seen(room, seats["agent"])["text"] == TEXT
    for key in ("expert", "observer", "insurer"):
        assert seen(room, seats[key]) == {"state": "to_read", "revision": 1}
        with pytest.raises(NotAllowed):
            read(1, True, "", actor=seats[key])
    with pytest.raises(NotAllowed):
        read(1, True, "", actor=seats["mediator"])


def test_nothing_is_not_offered_and_an_older_text_neither(room):
    seat = sits(room, "mediator", "a")["mediator"]
    with pytest.raises(RoomError, match="笔录还是空的"):
        offer(0, actor=seat)
    write(0, " \n", actor=seat)
    with pytest.raises(RoomError, match="笔录还是空的"):
        offer(1, actor=seat)
    write(1, TEXT, actor=seat)
    with pytest.raises(RoomError, match="笔录刚刚改过"):
        offer(1, actor=seat)
    assert row()[2] == "writing"


def test_all_who_must_confirm_close_it(room, heard, django_capture_on_commit_callbacks):
    seats = offered(room)
    with django_capture_on_commit_callbacks(execute=True):
        read(1, True, "", actor=seats["a"])
    assert (row()[2], heard) == ("to_read", [])
    assert seen(room, seats["mediator"])["readers"] == [
        {"name": "沈秋禾", "confirmed": True}, {"name": "陆长庚", "confirmed": None},
    ]  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        read(1, True, "", actor=seats["b"])
    digest = sha256(TEXT.encode()).hexdigest()
    kept = Minutes.objects.get()
    assert (kept.state, kept.sha256, kept.confirmed_at is not None) == ("confirmed", digest, True)
    assert [(one.pk, one.sha256) for one in heard] == [(kept.pk, digest)]
    line = JournalEntry.objects.get(verb="minutes_confirmed")
    assert (line.data["sha256"], line.data["confirmed_by"]) == (digest, ["沈秋禾", "陆长庚"])
    with pytest.raises(RoomError, match="各方已经确认了笔录"):
        write(1, "改", actor=seats["mediator"])
    with pytest.raises(RoomError):
        read(1, False, "不对", actor=seats["a"])
    assert row() == (TEXT, 1, "confirmed")


def test_a_remark_goes_to_the_writers_and_a_change_is_read_anew(room):
    seats = offered(room)
    read(1, True, "", actor=seats["b"])
    with pytest.raises(RoomError, match="请写明哪里不对"):
        read(1, False, "  ", actor=seats["a"])
    read(1, False, "是四十厘米", actor=seats["a"])
    assert row()[2] == "to_read"
    assert seen(room, seats["mediator"])["remarks"] == [{"name": "沈秋禾", "remark": "是四十厘米"}]
    assert "四十" not in str(seen(room, seats["b"]))
    assert seen(room, seats["a"])["own"] == {"confirmed": False, "remark": "是四十厘米"}

    write(1, TEXT.replace("三", "四"), actor=seats["mediator"])
    assert row()[2] == "writing"
    assert seen(room, seats["mediator"])["remarks"] == [{"name": "沈秋禾", "remark": "是四十厘米"}]
    assert seen(room, seats["b"]) == {"state": "writing", "revision": 2, "may_confirm": True}
    with pytest.raises(RoomError, match="改好后请您再看一遍"):
        read(1, True, "", actor=seats["a"])
    offer(2, actor=seats["mediator"])
    assert seen(room, seats["b"])["own"] is None
    read(2, True, "", actor=seats["a"])
    assert row()[2] == "to_read"
    read(2, True, "", actor=seats["b"])
    assert row()[2] == "confirmed"


def test_who_thought_again_confirms_the_same_text(room):
    seats = offered(room)
    read(1, False, "好像不对", actor=seats["a"])
    read(1, True, "", actor=seats["a"])
    read(1, True, "", actor=seats["b"])
    assert row()[2] == "confirmed"
    assert MinutesReading.objects.count() == 2
    assert seen(room, seats["mediator"])["remarks"] == []


def test_an_agent_without_authority_says_what_is_wrong_and_confirms_nothing(room):
    seats = {**sits(room, "agent"), **offered(room)}
    with pytest.raises(NotAllowed, match="没有特别授权"):
        read(1, True, "", actor=seats["agent"])
    read(1, False, "少写了一句", actor=seats["agent"])
    assert seen(room, seats["mediator"])["remarks"] == [{"name": "柳律师", "remark": "少写了一句"}]
    assert [one["name"] for one in seen(room, seats["mediator"])["readers"]] == ["沈秋禾", "陆长庚"]


def test_an_agent_with_authority_must_confirm_like_a_party(room):
    Seat.objects.filter(room=room, ref="agent").update(authorised=True)
    seats = {**sits(room, "agent"), **offered(room)}
    read(1, True, "", actor=seats["a"])
    read(1, True, "", actor=seats["b"])
    assert row()[2] == "to_read"
    read(1, True, "", actor=seats["agent"])
    assert row()[2] == "confirmed"


def test_a_broken_line_lets_nobody_off_and_leaving_does_when_the_writer_says_so(room):
    seats = offered(room)
    Seat.objects.filter(pk=seats["b"].pk).update(conn="", line="", seen_at=None)
    read(1, True, "", actor=seats["a"])
    assert row()[2] == "to_read"
    leave(actor=seats["b"])
    assert (row()[2], seen(room, seats["mediator"])["closable"]) == ("to_read", True)
    offer(1, actor=seats["mediator"])
    assert row()[2] == "confirmed"


def test_without_anybody_who_may_confirm_it_stays_open(room):
    seats = sits(room, "mediator", "agent")
    write(0, TEXT, actor=seats["mediator"])
    offer(1, actor=seats["mediator"])
    offer(1, actor=seats["mediator"])
    assert row()[2] == "to_read"


def test_the_log_of_the_room_tells_deeds_and_not_words(room):
    seats = offered(room)
    read(1, False, "是四十厘米", actor=seats["a"])
    events = list(room.events.values_list("kind", "data"))
    assert [kind for kind, _data in events] == ["minutes_given", "minutes_read"]
    assert "厘米" not in str(events)
