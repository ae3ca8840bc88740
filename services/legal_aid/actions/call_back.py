"""Somebody was promised a call: it is made, or whoever promised it is reminded."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases.wording import on_record
from services.legal_aid import notice_kinds
from services.legal_aid.actions.ask_for_voice import about, ask_for_voice
from services.legal_aid.errors import NotAccepted, NotAllowed
from services.legal_aid.models import Consultation
from services.legal_aid.rules import answers_for
from services.notices.actions.queue import queue
from tenants.journal import note
from tenants.models import User
from tenants.scope import across_tenants, in_tenant

PROMISED = Consultation.Answer.CALL_BACK
# Whom nobody called for so long is in the list, and is not looked for again and again.
NOT_LATER = timedelta(days=3)
LINK = "/admin/legal-aid/consultations/"


@transaction.atomic
def called_back(asked: Consultation, *, actor: User, ask: bool = True, now: datetime | None = None) -> None:
    """`ask`: the survey goes to the phone that was called. Raises NotAllowed and NotAccepted."""
    if not answers_for(asked, actor):
        raise NotAllowed(_("这条咨询不由您回复。"))
    now = now or timezone.now()
    waiting = Consultation.objects.filter(pk=asked.pk, answer=PROMISED, called_back_at=None)
    if not waiting.update(called_back_at=now):
        raise NotAccepted(_("这条咨询已经回复过了。"))
    asked.called_back_at = now
    note(actor, "consultation_called_back", asked)
    if ask:
        ask_for_voice(asked, now=now)


def remind_of_calls(today: date | None = None) -> int:
    """Once for each promised call, on its day. How many were told."""
    today = today or timezone.localdate()
    with across_tenants(reason="the timetable reminds of promised calls"):
        due = Consultation.objects.filter(
            answer=PROMISED, called_back_at=None, call_back_on__range=(today - NOT_LATER, today)
        )
        waiting = list(due.select_related("tenant", "lawyer__user", "recorded_by"))
    told = 0
    for asked in waiting:
        with in_tenant(asked.tenant):
            told += _tell(asked)
    return told


def _tell(asked: Consultation) -> bool:
    person = (asked.lawyer and asked.lawyer.user) or asked.recorded_by
    if person is None:
        return False
    words = {"day": asked.at.strftime("%m-%d"), "on": f"{asked.call_back_on:%m-%d}"}
    text = on_record("%(day)s的一件咨询约定%(on)s回复，请今天联系咨询人。") % words
    once = f"call-back:{asked.pk}"
    return queue(
        notice_kinds.CALL_BACK.code, to_user=person, text=text, link=LINK, about=about(asked), once=once
    )
