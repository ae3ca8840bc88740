"""A page hangs on the wall of one place: large for whoever is there, and for nobody else."""

import pytest
from asgiref.sync import sync_to_async

from services.mediation.actions.door import remove
from services.mediation.actions.move import gather, move
from services.mediation.actions.present import hide_file, present
from services.mediation.errors import NotAllowed, RoomError
from services.mediation.models import Presentation, RoomEvent, Seat
from tenants.scope import in_tenant
from tests.services.mediation.people import browser, gathered, make_room
from tests.services.mediation.people import seat as read
from tests.services.mediation.rooms import part, put_in, seated, shared


@pytest.fixture
def here(inside_a):
    return seated()


def wall(seat: Seat) -> tuple[int, int] | None:
    shown = part(seat, "files")["wall"]
    return shown and (shown["file"], shown["page"])


@pytest.mark.django_db
def test_everybody_there_sees_the_page_and_its_number(here):
    row = shared(here.mediator)
    present(row.pk, 2, actor=here.mediator)
    address = f"/mediation/{here.room.code}/files/{row.pk}/2.png"
    assert part(here.b, "files")["wall"] == {
        "file": row.pk, "page": 2, "pages": 3, "name": "鉴定意见.pdf", "by": "周明",
        "alt": "第2页，共3页，《鉴定意见.pdf》", "src": address, "may_turn": False, "next": None,
    }  # fmt: skip
    turning = part(here.co, "files")["wall"]
    assert (turning["may_turn"], turning["next"]) == (True, address.replace("2.png", "3.png"))
    assert browser(here.room, "observer").get(address).status_code == 200
    hide_file(actor=here.co)
    assert [wall(seat) for seat in (here.mediator, here.b)] == [None, None]
    assert [event.kind for event in RoomEvent.objects.filter(kind__startswith="file")] == [
        "file_shared", "file_presented",
    ]  # fmt: skip


@pytest.mark.django_db
def test_mediators_and_who_shared_it_put_it_up_and_nobody_else(here):
    row = shared(here.a)
    for key in ("b", "agent", "expert", "recorder", "insurer", "observer"):
        with pytest.raises(NotAllowed):
            present(row.pk, 1, actor=getattr(here, key))
    for key in ("a", "mediator", "co"):
        present(row.pk, 1, actor=getattr(here, key))
        assert wall(here.b) == (row.pk, 1)


@pytest.mark.django_db
def test_pages_that_are_not_there_are_not_turned_to(here):
    row = shared(here.a)
    for page in (0, 4):
        with pytest.raises(RoomError, match="没有这一页"):
            present(row.pk, page, actor=here.a)
    with pytest.raises(RoomError, match="没有这份文件"):
        present(row.pk + 1, 1, actor=here.mediator)
    assert wall(here.a) is None


@pytest.mark.django_db
def test_a_party_takes_nothing_down_and_covers_nothing(here):
    theirs, own = shared(here.a), shared(here.b)
    present(theirs.pk, 1, actor=here.mediator)
    with pytest.raises(NotAllowed, match="正在展示"):
        present(own.pk, 1, actor=here.b)
    with pytest.raises(NotAllowed):
        hide_file(actor=here.b)
    hide_file(actor=here.mediator)
    hide_file(actor=here.b)
    present(own.pk, 3, actor=here.b)
    assert wall(here.a) == (own.pk, 3)
    present(theirs.pk, 1, actor=here.co)
    assert wall(here.a) == (theirs.pk, 1)


@pytest.mark.django_db
def test_in_a_sealed_room_it_reaches_nobody_else(here):
    put_in("a", here.a, here.mediator)
    row = shared(here.a, "底线.pdf")
    present(row.pk, 2, actor=here.mediator)
    assert [wall(seat) for seat in (here.a, here.mediator)] == [(row.pk, 2)] * 2
    for key in ("b", "agent", "co", "insurer", "observer"):
        assert "底线" not in str(part(getattr(here, key), "files"))
        address = f"/mediation/{here.room.code}/files/{row.pk}/2.png"
        assert browser(here.room, key).get(address).status_code == 404
    with pytest.raises(RoomError, match="没有这份文件"):
        present(row.pk, 2, actor=here.b)


@pytest.mark.django_db
def test_two_places_have_two_walls(here):
    first = shared(here.co)
    present(first.pk, 1, actor=here.co)
    put_in("a", here.a, here.mediator)
    second = shared(here.mediator)
    present(second.pk, 3, actor=here.mediator)
    assert {key: wall(getattr(here, key)) for key in ("a", "mediator", "b", "co")} == {
        "a": (second.pk, 3), "mediator": (second.pk, 3), "b": (first.pk, 1), "co": (first.pk, 1),
    }  # fmt: skip


@pytest.mark.django_db
def test_what_was_shared_in_a_sealed_room_is_not_put_up_outside_of_it(here):
    put_in("a", here.a, here.mediator)
    row = shared(here.a)
    put_in("joint", here.a, here.mediator)
    for seat in (here.a, here.mediator):
        with pytest.raises(NotAllowed, match="单独房间"):
            present(row.pk, 1, actor=seat)
    assert part(here.mediator, "files")["list"][0]["may_present"] is False
    put_in("mediators", here.mediator, here.co)
    with pytest.raises(NotAllowed):
        present(row.pk, 1, actor=here.mediator)


@pytest.mark.django_db
def test_what_everybody_knows_may_be_looked_at_in_a_sealed_room(here):
    row = shared(here.mediator)
    put_in("b", here.b, here.mediator)
    present(row.pk, 1, actor=here.mediator)
    assert [wall(here.b), wall(here.a)] == [(row.pk, 1), None]


@pytest.mark.django_db
def test_who_comes_in_later_sees_the_page_on_the_wall_and_has_the_file_from_the_next_one_on(here):
    put_in("a", here.a, here.mediator)
    row = shared(here.a)
    present(row.pk, 2, actor=here.a)
    put_in("a", here.expert)
    client = browser(here.room, "expert")
    pages = [f"/mediation/{here.room.code}/files/{row.pk}/{page}.png" for page in (1, 2, 3)]
    assert wall(here.expert) == (row.pk, 2)
    assert part(here.expert, "files")["list"] == []
    assert [client.get(page).status_code for page in pages] == [404, 200, 404]
    assert client.get(f"/mediation/{here.room.code}/files/{row.pk}/").status_code == 404
    present(row.pk, 3, actor=here.a)
    assert [client.get(page).status_code for page in pages] == [200, 200, 200]
    put_in("joint", here.expert)
    assert [wall(here.expert), len(part(here.expert, "files")["list"])] == [None, 1]


@pytest.mark.django_db
def test_what_the_mediator_laid_ready_before_anybody_came_is_everybodys_once_it_is_shown(here):
    Seat.objects.filter(pk=here.b.pk).update(state=Seat.State.WAITING)
    row = shared(here.mediator)
    Seat.objects.filter(pk=here.b.pk).update(state=Seat.State.ADMITTED)
    assert part(here.b, "files")["list"] == []
    present(row.pk, 1, actor=here.mediator)
    assert [one["id"] for one in part(here.b, "files")["list"]] == [row.pk]


@pytest.mark.django_db
def test_a_page_comes_down_with_whoever_put_it_up(here):
    row = shared(here.a)
    present(row.pk, 1, actor=here.a)
    remove(here.a.pk, actor=here.mediator)
    assert wall(here.b) is None
    present(row.pk, 1, actor=here.mediator)
    put_in("mediators", here.mediator)
    assert wall(here.b) is None
    put_in("joint", here.mediator)
    assert wall(here.b) == (row.pk, 1)


@pytest.mark.django_db
def test_a_sealed_room_begins_with_an_empty_wall(here):
    """What hung there in an earlier talk is not seen by an expert who is taken along the second time."""
    move((here.a.pk, here.mediator.pk), "a", 0, actor=here.mediator)
    row = shared(here.a)
    present(row.pk, 1, actor=here.a)
    gather(actor=here.mediator)
    move((here.a.pk, here.mediator.pk, here.expert.pk), "a", 0, actor=here.mediator)
    assert [wall(seat) for seat in (here.a, here.expert)] == [None, None]
    assert Presentation.objects.count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.asyncio
@pytest.mark.usefixtures("threads_let_go")
async def test_on_the_wire_a_sealed_file_is_heard_in_its_room_alone():
    room = await sync_to_async(make_room)()
    lines = await gathered(room, "a", "b")
    mediator, a, b = lines.values()
    pks = {key: (await sync_to_async(read)(room, key)).pk for key in ("a", "mediator")}
    await mediator.tells("move", seats=[*pks.values()], place="a")
    await a.until("moved")
    before = len(b.heard)

    def bring() -> int:
        with in_tenant(room.tenant):
            return shared(read(room, "a"), "底线.pdf", 2).pk

    pk = await sync_to_async(bring)()
    while not (await mediator.until("part", part="files"))["data"]["list"]:
        pass
    await mediator.tells("present", file=pk, page=2)
    while not (told := (await a.until("part", part="files"))["data"]["wall"]):
        pass
    assert told["alt"] == "第2页，共2页，《底线.pdf》"
    await b.tells("present", file=pk, page=1)
    assert (await b.until("refused"))["why"] == "没有这份文件。"
    await b.quiet()
    assert "底线" not in str(b.heard)
    assert [
        one["part"] for one in b.heard[before:] if one.get("part") == "files" and one["data"]["list"]
    ] == []
    for line in lines.values():
        await line.leaves()
