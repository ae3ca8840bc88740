"""Somebody cannot come: they say so, and somebody else is found, by the rule or by hand."""

from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from services.booking.actions.plan_roster import lock_people
from services.booking.actions.reschedule import reschedule
from services.booking.actions.tell_duty import correct_list, tell_changed, tell_in_charge
from services.booking.duty_wording import line, when
from services.booking.errors import BookingError, NotAllowed, RosterRefused
from services.booking.models import Appointment, Resource, Shift
from services.booking.roster_queries import booked_during, line_up
from services.booking.roster_rules import attends, plans
from services.booking.rostering import Turn, in_order
from services.booking.ticks import tick
from tenants.journal import note
from tenants.models import User

State = Shift.State
_OPEN = (State.PLANNED, State.PUBLISHED, State.REPLACING)


@dataclass
class Replaced:
    """`moved` appointments went to the new person; `left` could not and wait for somebody to see to them."""

    person: Resource
    moved: int = 0
    left: list[Appointment] = field(default_factory=list)


@transaction.atomic
def request_change(shift: Shift, *, actor: User, reason: str) -> None:
    """By the person on duty, or by the desk for them. Raises NotAllowed and RosterRefused."""
    if not attends(actor, shift):
        raise NotAllowed(_("这一班不是您的。"))
    standing = Shift.objects.filter(
        pk=shift.pk, state__in=[State.PLANNED, State.PUBLISHED], starts_at__gt=timezone.now()
    )
    if not standing.update(state=State.REPLACING, note=reason):
        raise RosterRefused(_("这一班已经开始、已经取消或者正在换人。"))
    shift.state, shift.note = State.REPLACING, reason
    note(actor, "shift_change_asked", shift.roster, on=when(shift), reason=reason)
    _call_for_another(shift, reason)


@transaction.atomic
def replace(shift: Shift, *, actor: User, person: Resource | None = None) -> Replaced:
    """Gives a shift to `person`, or to whoever's turn it is by the rule. What citizens booked goes along.

    Raises NotAllowed, and RosterRefused where nobody can, this person cannot, or the shift has changed meanwhile.
    """
    if not plans(actor):
        raise NotAllowed(_("您不能安排这张值班表的人员。"))
    list(lock_people(shift.roster))
    if shift.state not in _OPEN or shift.starts_at <= timezone.now():
        raise RosterRefused(_("这一班已经开始、结束或者取消，不能换人。"))
    old, booked = shift.resource, list(booked_during(shift, shift.resource)) if shift.resource else []
    new = _chosen(shift, person)
    _write(shift, new)
    note(actor, "shift_replaced", shift.roster, on=when(shift), former=str(old or ""), successor=new.name)
    if shift.state == State.PUBLISHED:
        _tell(shift, old, new)
    result = Replaced(new)
    for appointment in booked:
        _hand_on(appointment, new, actor, result)
    return result


def _chosen(shift: Shift, person: Resource | None) -> Resource:
    """Never the one who has it already."""
    start, end = timezone.localtime(shift.starts_at), timezone.localtime(shift.ends_at)
    turn = Turn(start, shift.place, end)
    members = [one for one in line_up(shift.roster, start.date(), end.date()) if one.key != shift.resource_id]
    able = [one.key for one in in_order(turn, members)]
    if person is not None and person.pk not in able:
        raise RosterRefused(
            _("%(person)s这时不能值班：不在名单里、请了假、不符合条件，或者另有值班。") % {"person": person}
        )
    if not able:
        raise RosterRefused(_("名单里没有别人这时能值班，请先增加值班人员。"))
    return person or Resource.objects.select_related("lawyer__firm", "mediator", "organisation", "user").get(
        pk=able[0]
    )


def _write(shift: Shift, person: Resource) -> None:
    """A shift that was never handed over stays planned."""
    was_handed = shift.published_at is not None
    values = {"resource": person, "state": State.PUBLISHED if was_handed else State.PLANNED, "note": ""}
    as_read = Shift.objects.filter(pk=shift.pk, state=shift.state, resource=shift.resource_id)
    try:
        with transaction.atomic():
            changed = as_read.update(**values)
    except IntegrityError as error:
        raise RosterRefused(_("%(person)s这时另有值班。") % {"person": person}) from error
    if not changed:
        raise RosterRefused(_("这一班刚刚有了变动，请看最新的情况。"))
    for name, value in values.items():
        setattr(shift, name, value)


@override("zh-hans")
def _call_for_another(shift: Shift, reason: str) -> None:
    said = _("%(person)s不能值%(when)s的班（%(reason)s），请安排别人。")
    tell_in_charge(shift.roster, said % {"person": shift.resource, "when": when(shift), "reason": reason})


@override("zh-hans")
def _tell(shift: Shift, old: Resource | None, new: Resource) -> None:
    if old is not None:
        tell_changed(old, shift, _("已改由%(person)s值班，您不用来了") % {"person": new})
    tell_changed(new, shift, _("改由您值班"))
    correct_list(shift.roster, [_("%(line)s（更换）") % {"line": line(shift)}])


def _hand_on(appointment: Appointment, person: Resource, actor: User, result: Replaced) -> None:
    try:
        with transaction.atomic():
            reschedule(appointment, tick(appointment.starts_at), actor=actor, person=person, lead=False)
    except BookingError:
        result.left.append(appointment)
    else:
        result.moved += 1
