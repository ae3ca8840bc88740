"""A holiday was declared after the duties of that day had been planned: they are called off."""

from collections import defaultdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from services.booking.actions.tell_duty import correct_list, tell_changed, tell_in_charge
from services.booking.duty_wording import when
from services.booking.models import Roster, Shift
from services.booking.roster_queries import booked_during
from services.booking.spans import kind_of
from services.calendar.queries import working_days
from tenants.journal import note

State = Shift.State
_PENDING = (State.PLANNED, State.PUBLISHED, State.REPLACING)


@transaction.atomic
def follow_calendar() -> int:
    """How many shifts of this county fell away: those to come on a day that has become a holiday, or a make-up day,
    and on which their duty is not held. Whoever had been told is told.
    """
    different = working_days().different
    ahead = Shift.objects.filter(state__in=_PENDING, starts_at__gt=timezone.now()).select_related(
        "roster__organisation", "resource__lawyer", "resource__mediator", "resource__user"
    )
    by_roster: dict[Roster, list[Shift]] = defaultdict(list)
    for shift in ahead.order_by("starts_at", "place"):
        if _fell_away(shift, different) and _void(shift):
            by_roster[shift.roster].append(shift)
    for roster, shifts in by_roster.items():
        _tell(roster, shifts)
    return sum(map(len, by_roster.values()))


def _fell_away(shift: Shift, different: object) -> bool:
    """Only a day that is not what its weekday says; a time that was edited since leaves what stands alone."""
    start = timezone.localtime(shift.starts_at)
    is_different = different(start.date())
    if is_different is None:
        return False
    kind = kind_of(start.date(), is_different)
    return not any(row.day == kind and row.opens == start.time() for row in shift.roster.times.all())


@override("zh-hans")
def _void(shift: Shift) -> bool:
    as_read = Shift.objects.filter(pk=shift.pk, state=shift.state)
    return bool(as_read.update(state=State.VOID, note=_("法定节假日或调休，不值班")))


@override("zh-hans")
def _tell(roster: Roster, shifts: list[Shift]) -> None:
    called_off = [one for one in shifts if one.published_at is not None]
    for shift in called_off:
        if shift.resource is not None:
            tell_changed(shift.resource, shift, _("遇法定节假日或调休，取消"))
    if called_off:
        correct_list(roster, [_("%(when)s 取消") % {"when": when(one)} for one in called_off])
    booked = sum(booked_during(one, one.resource).count() for one in shifts if one.resource)
    said = _("放假安排有变，取消了%(count)d班（%(first)s起）。") % {
        "count": len(shifts),
        "first": when(shifts[0]),
    }
    if booked:
        said += _("其中有群众预约%(count)d个，请联系改期。") % {"count": booked}
    tell_in_charge(roster, said)
    note(None, "roster_called_off", roster, count=len(shifts), on=when(shifts[0]))
