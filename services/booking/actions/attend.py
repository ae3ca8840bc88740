"""Who came to their duty, and who did not."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.booking.errors import NotAllowed, RosterRefused
from services.booking.models import Shift
from services.booking.roster_rules import attends
from services.booking.rules import at_the_desk
from tenants.journal import note
from tenants.models import User

State = Shift.State
# Nobody signs in the evening before.
EARLIEST = timedelta(hours=2)


def come(shift: Shift, *, actor: User) -> None:
    now = timezone.now()
    if not shift.starts_at - EARLIEST <= now <= shift.ends_at:
        raise RosterRefused(_("值班前两小时起到值班结束前可以签到；其他时间请窗口补记。"))
    _move(shift, (State.PUBLISHED, State.PLANNED), State.ON_DUTY, actor, came_at=now)


def leave(shift: Shift, *, actor: User) -> None:
    _move(shift, (State.ON_DUTY,), State.DONE, actor, left_at=timezone.now())


def mark_absent(shift: Shift, *, actor: User) -> None:
    """By the desk, not before it began."""
    _desk_only(actor)
    if shift.starts_at > timezone.now():
        raise RosterRefused(_("这一班还没开始。"))
    _move(shift, (State.PUBLISHED, State.PLANNED, State.REPLACING), State.ABSENT, actor)


def record(shift: Shift, came_at: datetime, left_at: datetime, *, actor: User) -> None:
    """By the desk, afterwards, from the attendance list of the place; also where something wrong was written."""
    _desk_only(actor)
    if (
        not came_at < left_at <= timezone.now()
        or came_at < shift.starts_at - EARLIEST
        or came_at > shift.ends_at
    ):
        raise RosterRefused(_("到岗、离岗时间和这一班对不上，请核对。"))
    before = (State.PUBLISHED, State.PLANNED, State.ON_DUTY, State.DONE, State.ABSENT)
    _move(shift, before, State.DONE, actor, came_at=came_at, left_at=left_at)


def _desk_only(actor: User) -> None:
    if not at_the_desk(actor):
        raise NotAllowed(_("考勤由窗口或者管理员登记。"))


@transaction.atomic
def _move(shift: Shift, before: tuple[str, ...], after: str, actor: User, **values: datetime) -> None:
    """Raises NotAllowed, and RosterRefused where the shift is in no state for it."""
    if not attends(actor, shift):
        raise NotAllowed(_("这一班不是您的。"))
    standing = Shift.objects.filter(pk=shift.pk, state__in=before, resource__isnull=False)
    if not standing.update(state=after, **values):
        raise RosterRefused(_("这一班已经是“%(state)s”。") % {"state": shift.get_state_display()})
    shift.state = after
    for name, value in values.items():
        setattr(shift, name, value)
    note(
        actor,
        f"shift_{after}",
        shift.roster,
        on=timezone.localtime(shift.starts_at).strftime("%Y-%m-%d %H:%M"),
    )
