"""A video appointment has a room that follows it; who booked and who receives find it, nobody else."""

import pytest
from django.urls import reverse

from services.booking.actions.cancel import cancel
from services.booking.actions.confirm import Who, confirm
from services.booking.actions.hold import hold
from services.booking.actions.reschedule import reschedule
from services.booking.models import Appointment, Resource
from services.booking.wording import place_of
from services.cases import notice_kinds
from services.cases.actions.follow_video import follow_video, make_rooms_left_over
from services.mediation.models import Room, Seat
from services.notices.models import Notice
from tenants.models import User
from tests.services.booking.conftest import at, booked_world, friday, make_world, office  # noqa: F401

pytestmark = pytest.mark.django_db
PHONE = "+8619900000101"


@pytest.fixture
def staffed(booked_world, person):  # noqa: F811
    """One of the two who receive has an account."""
    Resource.objects.filter(name="王调解员").update(user=person("jia-mediator"))
    return booked_world


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def book(commit, staffed):
    def made(channel="video", name="王调解员", **more):
        with commit():
            appointment = hold(staffed, at(9), channel, person=Resource.objects.get(name=name))
            code = confirm(appointment, Who("张三", PHONE, **more))
        appointment = Appointment.objects.select_related("person", "service", "user").get(pk=appointment.pk)
        appointment.code = code
        return appointment

    return made


def seats(room):
    return {(one.role, one.name, one.user, one.ref) for one in Seat.objects.filter(room=room)}


def test_a_confirmed_video_appointment_has_a_room(book, person):
    one = book()
    room = Room.objects.get()
    assert (room.about, room.origin, room.starts_at) == (f"booking:{one.number}",) * 2 + (one.starts_at,)
    assert seats(room) == {
        ("mediator", "王调解员", person("jia-mediator"), ""),
        ("party", "张三", None, f"booking-{one.number}"),
    }
    assert follow_video(one) == room
    assert Room.objects.count() == 1
    assert not Notice.objects.filter(kind__startswith="mediation.").exists()
    assert place_of(one) == "视频通话，到时打开“我的预约”，按“进入视频房间”"


def test_other_channels_and_people_without_an_account_have_none(book):
    book("phone")
    book("video", "李调解员")
    assert Room.objects.count() == 0
    assert place_of(Appointment.objects.get(channel="video")) == "视频通话，工作人员到时给您打电话，告诉您怎样接通"


def test_the_room_follows_the_appointment(book, commit, person):
    one = book()
    room = Room.objects.get()
    with commit():
        reschedule(one, at(10), actor=None, person=one.person)
    room.refresh_from_db()
    assert room.starts_at == one.starts_at
    with commit():
        reschedule(one, at(11), actor=None, person=Resource.objects.get(name="李调解员"))
    room.refresh_from_db()
    assert (room.state, room.origin) == ("ended", "")
    Resource.objects.filter(name="李调解员").update(user=person("jia-lawyer"))
    with commit():
        reschedule(one, at(10), actor=None, person=Resource.objects.get(name="李调解员"))
    again = Room.objects.get(state="planned")
    assert Seat.objects.get(room=again, role="mediator").user == person("jia-lawyer")
    with commit():
        cancel(one, actor=None, reason="不用了")
    again.refresh_from_db()
    assert (again.state, again.why_cancelled) == ("ended", "不用了")
    assert not Notice.objects.filter(kind__startswith="mediation.").exists()


def test_in_a_case_it_is_a_room_of_the_case(book, case):
    party = case.parties.order_by("pk").first()
    type(party).objects.filter(pk=party.pk).update(phone=PHONE)
    book(about=notice_kinds.about(case))
    room = Room.objects.get()
    assert room.about == f"case:{case.number}"
    assert Seat.objects.get(room=room, role="party").ref == f"party-{party.pk}"


def test_a_room_that_was_not_made_is_made_later(staffed):
    appointment = hold(staffed, at(9), "video", person=Resource.objects.get(name="王调解员"))
    confirm(appointment, Who("张三", PHONE))
    assert Room.objects.count() == 0
    assert (make_rooms_left_over(), make_rooms_left_over()) == (1, 0)


def test_who_booked_goes_in_from_the_page_of_the_appointment(book, browse, county_a):
    one = book()
    room = Room.objects.get()
    client = browse(county_a)
    assert client.post(f"/book/mine/{one.pk}/video/").status_code == 404
    client.post("/book/mine/", {"number": one.number, "code": one.code})
    assert f"/book/mine/{one.pk}/video/" in client.get(f"/book/mine/{one.pk}/").content.decode()
    assert client.get(f"/book/mine/{one.pk}/video/")["Location"] == f"/book/mine/{one.pk}/"
    assert not client.session.get("mediation_seats")
    answer = client.post(f"/book/mine/{one.pk}/video/")
    assert answer["Location"] == f"/mediation/{room.code}/"
    party = Seat.objects.get(room=room, role="party")
    assert client.session["mediation_seats"][room.code][0] == party.pk
    assert client.get(answer["Location"]).status_code == 200


def test_strangers_members_and_the_other_county_do_not(book, browse, county_a, county_b):
    one = book()
    pages = [
        browse(county_a, "stranger"),
        browse(county_a, "jia-editor"),
        browse(county_b, "yi-case_officer"),
    ]
    assert [client.post(f"/book/mine/{one.pk}/video/").status_code for client in pages] == [404, 404, 404]


def test_with_the_account_it_was_booked_with(book, browse, county_a):
    user = User.objects.create_user("booker")
    one = book(user=user)
    client = browse(county_a, "booker")
    room = Room.objects.get()
    assert client.post(f"/book/mine/{one.pk}/video/")["Location"] == f"/mediation/{room.code}/"


def test_the_desk_has_the_link_and_after_the_end_nobody(book, browse, county_a):
    one = book()
    room = Room.objects.get()
    desk = browse(county_a, "jia-receptionist")
    address = reverse("booking_appointment", args=[one.pk])
    shown = desk.get(address)
    assert f"/mediation/{room.code}/" in shown.content.decode()
    Room.objects.filter(pk=room.pk).update(state=Room.State.ENDED)
    assert f"/mediation/{room.code}/" not in desk.get(address).content.decode()
