"""A mediation room for a case: who comes, when, and how they hear of it."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases.actions.follow_room import note_room
from services.cases.actions.invite import invite
from services.cases.actions.record import locked
from services.cases.actors import Doer
from services.cases.errors import NotAccepted, NotAllowed
from services.cases.models import Case, Party
from services.cases.notice_kinds import about
from services.cases.queries.procedures import declared
from services.cases.queries.room_people import room_people
from services.cases.rules import may_work
from services.cases.settling import steps_ahead
from services.cases.wording import on_record
from services.mediation.actions.cancel_room import cancel_room
from services.mediation.actions.open_room import Plan, open_room
from services.mediation.actions.send_plan import send_plan
from services.mediation.errors import RoomError
from services.mediation.models import Room


@transaction.atomic
def plan_room(
    case: Case, starts_at: datetime, parties: Collection[int], *, doer: Doer, authorised: Collection[int] = ()
) -> Room:
    """`parties`, `authorised`: keys of who is asked to come, and of the agents among them with special authority.

    Who was not asked to take part in the case is asked now. Raises NotAllowed; NotAccepted.
    """
    case = locked(case)
    if doer.party is not None or doer.user is None or not may_work(case, doer):
        raise NotAllowed(_("这件案件不由您办理。"))
    if not case.is_open:
        raise NotAccepted(_("案件已经办结，不能再开调解室。"))
    if starts_at < timezone.now():
        raise NotAccepted(_("这个时间已经过了。"))
    if not parties:
        raise NotAccepted(_("请选择请谁参加。"))
    unasked = Party.objects.filter(case=case, pk__in=parties, invited_at=None)
    for party in unasked.exclude(side=Party.Side.APPLICANT).exclude(role=Party.Role.HELPER):
        invite(party, doer=doer)
    case.refresh_from_db()
    ahead = steps_ahead(declared(case.version), case.state)
    plan = Plan(
        case.title,
        starts_at,
        room_people(case, parties=parties, authorised=authorised, leader=doer.user),
        about=about(case),
        organisation=case.organisation,
        agenda=[(way.code, way.name) for way in ahead],
    )
    try:
        room = open_room(plan, actor=doer.user)
    except RoomError as error:
        raise NotAccepted(str(error)) from error
    send_plan(room, actor=doer.user)
    note_room(case, room, on_record("约定视频调解：%(when)s"), doer=doer)
    return room


@transaction.atomic
def call_off_room(room: Room, case: Case, reason: str, *, doer: Doer) -> None:
    if doer.party is not None or doer.user is None or not may_work(case, doer):
        raise NotAllowed(_("这件案件不由您办理。"))
    try:
        cancel_room(room, actor=None, reason=reason)
    except RoomError as error:
        raise NotAccepted(str(error)) from error
    note_room(locked(case), room, on_record("取消视频调解：原定%(when)s"), doer=doer)
