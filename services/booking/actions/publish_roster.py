from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.booking.actions.tell_duty import hand_over_list, tell_people
from services.booking.errors import NotAllowed
from services.booking.models import Roster, Shift
from services.booking.roster_queries import shifts_of
from services.booking.roster_rules import days_late, plans
from tenants.journal import note
from tenants.models import User

State = Shift.State


@dataclass(frozen=True)
class Published:
    """`late`: how many of them reach the place after their day; `empty`: turns left out because nobody has them."""

    count: int
    late: int
    empty: int


@transaction.atomic
def publish_roster(roster: Roster, first: date, last: date, *, actor: User | None) -> Published:
    """Hands the planned shifts between two days to the place, and tells who is on duty. Raises NotAllowed.

    Publishing again hands over what has been planned since.
    """
    if actor is not None and not plans(actor):
        raise NotAllowed(_("您不能抄送这张值班表的名单。"))
    now = timezone.now()
    planned = shifts_of(roster, first, last).filter(state=State.PLANNED, starts_at__gt=now)
    empty = planned.filter(resource=None).count()
    handed = [one for one in planned.exclude(resource=None) if _hand(one, now)]
    if handed:
        tell_people(roster, handed)
        hand_over_list(roster, handed)
        note(actor, "roster_published", roster, count=len(handed), on=f"{first}–{last}")
    return Published(len(handed), sum(days_late(one) > 0 for one in handed), empty)


def _hand(shift: Shift, now: object) -> bool:
    """Whether it was still as read: who plans and who publishes do not wait for each other."""
    as_read = Shift.objects.filter(pk=shift.pk, state=State.PLANNED, resource=shift.resource_id)
    if not as_read.update(state=State.PUBLISHED, published_at=now):
        return False
    shift.state, shift.published_at = State.PUBLISHED, now
    return True
