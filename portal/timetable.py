"""What has to happen by itself: each duty, by name, in the order it is done. `run_due` does all of it once.

People wait for what is `often` to be done; it costs next to nothing when there is nothing to do.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.core.management import call_command
from django.db import InterfaceError, OperationalError, connections
from django.utils import timezone

from home.actions.expire_policies import expire_policies
from search.index import process_pending
from services.anomalies.actions.look_for_signs import look_everywhere
from services.booking.actions.end_waiting import end_waiting
from services.booking.actions.lapse import lapse_everywhere
from services.booking.actions.offer_freed import offer_everywhere
from services.booking.actions.remind import remind
from services.booking.actions.remind_of_rosters import remind_of_rosters
from services.calendar.actions.fill_calendars import fill_calendars
from services.cases.actions.follow_booking import open_left_over
from services.cases.actions.follow_video import make_rooms_left_over
from services.cases.actions.make_papers import make_left_over
from services.cases.actions.meet_deadlines import meet_deadlines
from services.cases.actions.schedule import remind_of_payments
from services.complaints.actions.take_note import note_left_over
from services.directory.actions.keep_import import forget_imports
from services.directory.actions.turn_the_day import turn_the_day
from services.inputs.actions.purge_drafts import purge_drafts
from services.legal_aid.actions.call_back import remind_of_calls
from services.legal_aid.actions.count_question import count_left_over
from services.mediation.actions.finish_recording import finish_left_over
from services.notices.actions.deliver_due import deliver_due
from services.reviews.actions.remind_of_rounds import remind_of_rounds
from services.voices.actions.ask_left_over import ask_left_over
from tenants.actions.expire_memberships import expire_memberships

log = logging.getLogger("fengqiao.timetable")


@dataclass(frozen=True)
class Duty:
    name: str
    run: Callable[[], object]
    often: bool = False


def _publish_scheduled() -> None:
    call_command("publish_scheduled", verbosity=0)


DUTIES = (
    Duty("end passing visits", expire_memberships),
    Duty("publish what is scheduled", _publish_scheduled),
    Duty("mark policies that ran out", lambda: expire_policies(today=timezone.localdate())),
    Duty("meet the deadlines of cases", meet_deadlines),
    Duty("note complaints left over", note_left_over),
    Duty("remind of payments", remind_of_payments),
    Duty("make papers left over", make_left_over),
    Duty("open cases for bookings left over", open_left_over),
    Duty("make rooms of video appointments left over", make_rooms_left_over),
    Duty("remind of dossier reviews", remind_of_rounds),
    Duty("ask for voices left over", ask_left_over),
    Duty("end holds nobody confirmed", lapse_everywhere),
    Duty("offer times that became free", offer_everywhere),
    Duty("end waiting in vain", end_waiting),
    Duty("remind of appointments", remind),
    Duty("remind of duty rosters", remind_of_rosters),
    Duty("remind of promised calls", remind_of_calls),
    Duty("count questions left over", count_left_over),
    Duty("let the directory turn with the day", lambda: turn_the_day(today=timezone.localdate())),
    Duty("finish recordings whose browser is gone", finish_left_over),
    Duty("index what has changed", process_pending, often=True),
    Duty("send what waits in the outbox", deliver_due, often=True),
    Duty("fill calendars of working days", fill_calendars),
    Duty("look for signs of invented cases", look_everywhere),
    Duty("forget drafts nobody sends", purge_drafts),
    Duty("forget uploads of registers", forget_imports),
    Duty("forget old sessions", lambda: call_command("clearsessions")),
)


def run_due(*, often: bool = False) -> dict[str, bool]:
    """Every duty by name, and whether it went well. One that fails does not keep the others from their turn.

    A connection that broke is given back, so that the next duty gets one of its own.
    """
    done: dict[str, bool] = {}
    for duty in DUTIES:
        if often and not duty.often:
            continue
        try:
            duty.run()
            done[duty.name] = True
        except (OperationalError, InterfaceError) as error:
            log.error("duty failed: %s: the database is out of reach (%s)", duty.name, type(error).__name__)
            done[duty.name] = False
            _let_go()
        except Exception:
            log.exception("duty failed: %s", duty.name)
            done[duty.name] = False
    return done


def _let_go() -> None:
    """Of connections that broke; one in the middle of a caller's transaction is the caller's."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
