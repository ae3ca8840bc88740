"""A lawyer's public service besides duty and consultations: they enter it, the centre confirms it."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases.wording import on_record
from services.directory.models import Lawyer
from services.legal_aid import notice_kinds
from services.legal_aid.errors import NotAccepted, NotAllowed
from services.legal_aid.models import HoursEntry
from services.legal_aid.rules import works_in_the_office
from services.notices.actions.queue import queue
from tenants.journal import note
from tenants.models import User
from tenants.scope import current_tenant

State = HoursEntry.State
LONGEST = Decimal(24)
MINE = "/admin/legal-aid/mine/"


@transaction.atomic
def enter_hours(
    lawyer: Lawyer,
    *,
    on: date,
    kind: str,
    hours: Decimal,
    about: str,
    actor: User,
    now: datetime | None = None,
) -> HoursEntry:
    """By the lawyer. Raises NotAllowed and NotAccepted."""
    today = timezone.localdate(now)
    if lawyer.user_id != actor.pk:
        raise NotAllowed(_("公益服务时间由律师本人登记。"))
    if not date(today.year - 1, 1, 1) <= on <= today:
        raise NotAccepted(_("只能登记去年和今年已经做过的服务。"))
    if not 0 < hours <= LONGEST:
        raise NotAccepted(_("一次最多登记24小时。"))
    return HoursEntry.objects.create(
        tenant=current_tenant(), lawyer=lawyer, on=on, kind=kind, hours=hours, note=about, entered_by=actor
    )


@transaction.atomic
def decide_hours(
    entry: HoursEntry, *, confirm: bool, actor: User, answer: str = "", now: datetime | None = None
) -> None:
    """Once. Raises NotAllowed, also for one's own hours; NotAccepted without a reason to say no."""
    if not works_in_the_office(actor) or actor.pk in (entry.lawyer.user_id, entry.entered_by_id):
        raise NotAllowed(_("公益服务时间由法律援助中心确认，本人的由别的人确认。"))
    if not confirm and not answer.strip():
        raise NotAccepted(_("不予确认的，请写明原因。"))
    state = State.CONFIRMED if confirm else State.RETURNED
    done = HoursEntry.objects.filter(pk=entry.pk, state=State.WAITING).update(
        state=state, answer=answer.strip()[:200], decided_by=actor, decided_at=now or timezone.now()
    )
    if not done:
        raise NotAccepted(_("这一笔已经有人答复了。"))
    entry.state = state
    note(actor, f"hours_{state}", entry, hours=str(entry.hours))
    if not confirm and entry.lawyer.user is not None:
        text = on_record("%(day)s的公益服务时间未予确认：%(why)s") % {"day": entry.on, "why": answer.strip()}
        queue(notice_kinds.HOURS.code, to_user=entry.lawyer.user, text=text, link=MINE)
