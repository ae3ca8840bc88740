"""Asks the other side, or somebody else, to take part: from then on they may follow the case."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases import notice_kinds
from services.cases.actions.record import append, locked
from services.cases.actors import Doer
from services.cases.errors import NotAccepted, NotAllowed
from services.cases.models import CaseEvent, Party
from services.cases.rules import may_work
from services.cases.wording import on_record
from services.notices.actions.queue import queue


@transaction.atomic
def invite(party: Party, *, doer: Doer, now: datetime | None = None) -> Party:
    """Raises NotAllowed; NotAccepted when they were invited before. Who asked for care is not written to."""
    case, now = locked(party.case), now or timezone.now()
    if doer.party is not None or not may_work(case, doer):
        raise NotAllowed(_("这件案件不由您办理。"))
    if (
        not Party.objects.filter(pk=party.pk, invited_at=None)
        .exclude(side=Party.Side.APPLICANT)
        .update(invited_at=now)
    ):
        raise NotAccepted(_("已经请过这位当事人。"))
    party.invited_at = now
    append(case, CaseEvent.Kind.PARTY, on_record("请%(name)s参加") % {"name": party.name}, doer=doer, at=now)
    if not party.careful and (party.user_id or party.phone):
        text = on_record("请您参加%(number)s的调解。用本手机号登录后，在“我的事项”里可以查看。")
        queue(
            notice_kinds.PROGRESS.code,
            to_user=party.user,
            to_phone="" if party.user_id else party.phone,
            text=text % {"number": case.number},
            link="/my/",
            about=f"case:{case.number}",
        )
    return party
