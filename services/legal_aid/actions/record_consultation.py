"""Writes down that somebody asked and was answered; puts it right on the same day; takes it away again."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.directory.models import Lawyer, Organisation
from services.legal_aid.actions.ask_for_voice import ask_for_voice
from services.legal_aid.errors import NotAccepted, NotAllowed
from services.legal_aid.models import Consultation
from services.legal_aid.models.consultation import USUAL_MINUTES
from services.legal_aid.rules import may_correct, records
from services.legal_aid.shifts import running
from tenants.journal import note
from tenants.models import User
from tenants.scope import current_tenant

LONGEST = 8 * 60


@dataclass(frozen=True)
class Asked:
    """What is written down. `phone` in E.164, or blank; `ask`: send the survey to it."""

    channel: str
    lawyer: Lawyer | None = None
    organisation: Organisation | None = None
    minutes: int = USUAL_MINUTES
    matter: str = ""
    crowd: str = ""
    name: str = ""
    phone: str = ""
    summary: str = ""
    answer: str = Consultation.Answer.ANSWERED
    call_back_on: date | None = None

    def columns(self) -> Mapping[str, Any]:
        return {one.name: getattr(self, one.name) for one in fields(self)}


@transaction.atomic
def record_consultation(
    asked: Asked, *, actor: User, ask: bool = False, now: datetime | None = None
) -> Consultation:
    """`ask`: whoever asked gets the survey by SMS. Raises NotAllowed and NotAccepted."""
    now = now or timezone.now()
    if not records(actor):
        raise NotAllowed(_("您的角色不登记咨询。"))
    _check(asked, now)
    made = Consultation.objects.create(
        tenant=current_tenant(),
        at=now,
        shift=running(asked.lawyer, now),
        recorded_by=actor,
        **asked.columns(),
    )
    if ask and asked.answer != Consultation.Answer.CALL_BACK:
        ask_for_voice(made, now=now)
    return made


@transaction.atomic
def correct_consultation(
    made: Consultation, asked: Asked, *, actor: User, now: datetime | None = None
) -> Consultation:
    """The journal says which columns changed, never what stood in them."""
    _same_day(made, actor, now)
    _check(asked, made.at)
    changed = [name for name, value in asked.columns().items() if getattr(made, name) != value]
    for name in changed:
        setattr(made, name, getattr(asked, name))
    if "lawyer" in changed:
        made.shift = running(asked.lawyer, made.at)
    made.save()
    note(actor, "consultation_corrected", made, changed=changed)
    return made


@transaction.atomic
def withdraw_consultation(made: Consultation, *, actor: User, now: datetime | None = None) -> None:
    """Written down twice, or by mistake."""
    _same_day(made, actor, now)
    if made.follow_up_id:
        raise NotAccepted(_("这条咨询已经转出立案，不能删除。"))
    note(actor, "consultation_withdrawn", made)
    made.delete()


def _same_day(made: Consultation, actor: User, now: datetime | None) -> None:
    if not may_correct(made, actor, now):
        raise NotAllowed(_("咨询记录只能由登记人在当天更正。"))


def _check(asked: Asked, at: datetime) -> None:
    if not 0 < asked.minutes <= LONGEST:
        raise NotAccepted(_("用时请填1至%(most)d分钟。") % {"most": LONGEST})
    promised = asked.answer == Consultation.Answer.CALL_BACK
    if promised and asked.call_back_on is None:
        raise NotAccepted(_("约定回复的，请填回复日期。"))
    if promised and asked.call_back_on < timezone.localdate(at):
        raise NotAccepted(_("约定回复的日期不能早于今天。"))
    if promised and not asked.phone:
        raise NotAccepted(_("约定回复的，请留下联系电话。"))
