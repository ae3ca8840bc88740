"""The safety button: help is called, and nobody in the room but the mediators learns of it."""

from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from services.mediation.actions.call_help import call_help
from services.mediation.errors import NotAllowed, RoomError
from services.mediation.models import Room, RoomEvent
from services.notices import registry
from services.notices.models import Notice
from tenants.models import JournalEntry, Membership, User
from tenants.scope import across_tenants
from tests.services.mediation.people import gathered, make_room
from tests.services.mediation.rooms import part, put_in, seated


@pytest.fixture
def here(inside_a):
    return seated()


def told() -> set[str]:
    return {notice.to_user.username for notice in Notice.objects.all()}


@pytest.mark.django_db
def test_the_desk_and_the_administrators_of_the_county_are_told_at_once(here):
    Room.objects.update(dial_in="0000-5550121")
    assert call_help(actor=here.mediator) == 2
    assert told() == {"jia-receptionist", "jia-county_admin"}
    notice = Notice.objects.first()
    assert (notice.kind, notice.for_staff) == ("mediation.help", True)
    for word in ("周明", "宅基地边界", here.room.code, "0000-5550121", "110"):
        assert word in notice.text
    assert registry.is_urgent("mediation.help")
    with across_tenants(reason="nobody of another county is told"):
        assert Notice.objects.count() == 2


@pytest.mark.django_db
def test_the_mediators_own_number_comes_first(here):
    User.objects.filter(pk=here.mediator.user_id).update(phone="13900000001", phone_verified=True)
    here.mediator.refresh_from_db()
    call_help(actor=here.mediator)
    assert "13900000001" in Notice.objects.first().text


@pytest.mark.django_db
def test_who_left_the_county_or_calls_is_not_told(here, person):
    Membership.objects.filter(user=person("jia-receptionist")).update(
        until=timezone.now() - timedelta(hours=1)
    )
    type(here.mediator).objects.filter(pk=here.mediator.pk).update(user=person("jia-county_admin"))
    assert call_help(actor=here.mediator) == 0


@pytest.mark.django_db
def test_it_is_written_down(here):
    put_in("a", here.mediator)
    call_help(actor=here.mediator)
    event, entry = RoomEvent.objects.get(kind="help_called"), JournalEntry.objects.get(verb="mediation_help")
    assert (event.seat_id, event.place, event.data) == (here.mediator.pk, "a", {"told": 2})
    assert (entry.actor, entry.subject_name) == (here.mediator.user, "宅基地边界")


@pytest.mark.django_db
def test_mediators_see_that_it_was_called_and_nobody_else(here):
    assert part(here.mediator, "help") == {"at": None}
    before = {key: part(getattr(here, key), None) for key in ("a", "b")}
    call_help(actor=here.mediator)
    for seat in (here.mediator, here.co):
        shown = part(seat, "help")
        assert (shown["by"], shown["told"], shown["at"] is not None) == ("周明", 2, True)
    for key in ("recorder", "a", "b", "agent", "expert", "insurer", "observer"):
        assert part(getattr(here, key), "help") is None
    assert {key: part(getattr(here, key), None) for key in ("a", "b")} == before


@pytest.mark.django_db
def test_twice_in_two_minutes_is_once(here):
    call_help(actor=here.mediator)
    with pytest.raises(RoomError, match="刚才已经通知过了"):
        call_help(actor=here.co)
    assert Notice.objects.count() == 2
    RoomEvent.objects.update(at=timezone.now() - timedelta(seconds=121))
    call_help(actor=here.co)
    assert Notice.objects.count() == 4


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["recorder", "a", "b", "agent", "expert", "insurer", "observer"])
def test_it_is_a_mediators_button(here, key):
    with pytest.raises(NotAllowed):
        call_help(actor=getattr(here, key))
    assert not Notice.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.asyncio
@pytest.mark.usefixtures("threads_let_go")
async def test_on_the_wire_the_parties_hear_nothing():
    room = await sync_to_async(make_room)()
    lines = await gathered(room, "a", "b")
    mediator, a, b = lines.values()
    for line in (a, b):
        await line.quiet()
    before = [len(line.heard) for line in (a, b)]
    await mediator.tells("call_help")
    assert (await mediator.until("part", part="help"))["data"]["by"] == "周明"
    for line in (a, b):
        await line.quiet()
    assert [len(line.heard) for line in (a, b)] == before
    for line in lines.values():
        await line.leaves()
