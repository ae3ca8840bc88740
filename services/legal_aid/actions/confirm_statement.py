"""The officer confirms a month of duty: from then on it stands as it is."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.booking.models import Roster
from services.legal_aid.duty import last_day, rows
from services.legal_aid.errors import NotAccepted, NotAllowed
from services.legal_aid.models import Statement
from services.legal_aid.rules import works_in_the_office
from tenants.journal import note
from tenants.models import User


def confirm_statement(roster: Roster, month: date, *, actor: User, now: datetime | None = None) -> Statement:
    """Raises NotAllowed; NotAccepted while the month runs, attendance is missing, or it is confirmed already."""
    now = now or timezone.now()
    if not works_in_the_office(actor):
        raise NotAllowed(_("值班统计由经办人或者管理员确认。"))
    if timezone.localdate(now) <= last_day(month):
        raise NotAccepted(_("这个月还没有过完。"))
    try:
        with transaction.atomic():
            return _confirmed(roster, month.replace(day=1), actor, now)
    except IntegrityError:
        raise NotAccepted(_("这个月的统计已经确认过了。")) from None


def _confirmed(roster: Roster, month: date, actor: User, now: datetime) -> Statement:
    lines = rows(roster, month)
    if not lines:
        raise NotAccepted(_("这个月没有排班。"))
    missing = sum(line["open"] for line in lines)
    if missing:
        raise NotAccepted(_("还有%(count)d班没有登记考勤，请先在值班表里补记。") % {"count": missing})
    made = Statement.objects.create(
        tenant=roster.tenant,
        roster=roster,
        month=month,
        rows=lines,
        confirmed_by=actor,
        confirmed_name=str(actor),
        confirmed_at=now,
    )
    note(actor, "duty_statement_confirmed", made)
    return made
