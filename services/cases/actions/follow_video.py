"""A video appointment has a room as long as it stands, and its room follows it. Called after booking's commit."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from services.booking.models import Appointment, Channel
from services.cases.actions.follow_booking import case_of
from services.cases.models import Case, Party
from services.cases.queries.room_people import ref_of
from services.cases.wording import in_chinese, on_record
from services.mediation.actions.cancel_room import cancel_room
from services.mediation.actions.open_room import Plan, open_room
from services.mediation.actions.reschedule import reschedule
from services.mediation.errors import RoomError
from services.mediation.models import Room, Seat
from services.mediation.persons import Person
from services.mediation.queries import room_of_origin
from tenants.models import Tenant
from tenants.scope import in_tenant


def origin_of(appointment: Appointment) -> str:
    return f"booking:{appointment.number}"


def follow_video(appointment: Appointment) -> Room | None:
    """However often it is called. Nobody is written to: booking tells them of the appointment."""
    room = room_of_origin(origin_of(appointment))
    wanted = (
        appointment.channel == Channel.VIDEO
        and appointment.state == Appointment.State.CONFIRMED
        and appointment.person.user_id is not None
    )
    try:
        if room is None:
            return _opened(appointment) if wanted else None
        if room.state != Room.State.PLANNED:
            return room
        if not wanted:
            _gone(room, appointment.why_cancelled)
            return None
        _moved(room, appointment)
    except RoomError:
        # It has just begun, or its time is over: nothing is to be followed any more.
        return room
    return room


@transaction.atomic
def _moved(room: Room, appointment: Appointment) -> None:
    person = appointment.person
    leads = Seat.objects.filter(room=room, role=Seat.Role.MEDIATOR).exclude(user=person.user_id)
    leads.update(user=person.user_id, name=person.name[:60])
    reschedule(room, appointment.starts_at, actor=None)


@transaction.atomic
def _gone(room: Room, reason: str) -> None:
    cancel_room(room, actor=None, reason=reason, quietly=True)
    # The same appointment may want a room again, when it goes to somebody who has an account.
    Room.objects.filter(pk=room.pk).update(origin="")


def _opened(appointment: Appointment) -> Room | None:
    """Two who do it at once make one: the database knows one room per origin."""
    case = case_of(appointment)
    plan = Plan(
        in_chinese(appointment.service.name),
        appointment.starts_at,
        _people(appointment, case),
        about=appointment.about if case else origin_of(appointment),
        origin=origin_of(appointment),
        organisation=appointment.service.organisation,
    )
    try:
        with transaction.atomic():
            return open_room(plan, actor=None)
    except IntegrityError:
        return room_of_origin(origin_of(appointment))


def _people(appointment: Appointment, case: Case | None) -> list[Person]:
    party = _party(appointment, case) if case else None
    user = appointment.user if appointment.user_id != appointment.person.user_id else None
    booked = Person(
        Seat.Role.PARTY,
        appointment.name or on_record("来访人"),
        side=Seat.Side.A,
        phone=appointment.phone,
        user=user,
        ref=ref_of(party) if party else f"booking-{appointment.number}",
        contact=None,
    )
    lead = Person(Seat.Role.MEDIATOR, appointment.person.name, user=appointment.person.user, contact=None)
    return [lead, booked]


def _party(appointment: Appointment, case: Case) -> Party | None:
    """Who of the case booked it: by account, else by telephone."""
    for one in Party.objects.filter(case=case):
        if (one.user_id and one.user_id == appointment.user_id) or (
            one.phone and one.phone == appointment.phone
        ):
            return one
    return None


def make_rooms_left_over() -> int:
    """For appointments whose process was lost between their commit and their room; how many were made."""
    made = 0
    for tenant in Tenant.objects.all():
        with in_tenant(tenant):
            waiting = Appointment.objects.filter(
                channel=Channel.VIDEO, state=Appointment.State.CONFIRMED, starts_at__gt=timezone.now()
            ).exclude(person__user=None)
            for one in waiting.select_related("service__organisation", "person__user", "user"):
                if room_of_origin(origin_of(one)) is None:
                    made += follow_video(one) is not None
    return made
