from services.booking.models.appointment import OPEN, Appointment, Occupied, Session
from services.booking.models.hours import HOLIDAY, MAKEUP, DayKind, HoursException, OpeningHours
from services.booking.models.resource import Resource
from services.booking.models.roster import Roster, RosterMember, RosterTime, Shift
from services.booking.models.service import BookableService, Channel
from services.booking.models.waiting import CalendarFeed, WaitingEntry

__all__ = [
    "HOLIDAY",
    "MAKEUP",
    "OPEN",
    "Appointment",
    "BookableService",
    "CalendarFeed",
    "Channel",
    "DayKind",
    "HoursException",
    "Occupied",
    "OpeningHours",
    "Resource",
    "Roster",
    "RosterMember",
    "RosterTime",
    "Session",
    "Shift",
    "WaitingEntry",
]
