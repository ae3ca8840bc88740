"""Asks the other side, or somebody else, to take part: from then on they may follow the case."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases import notice_kinds
from services.cases.actions.record import append, locked
from services.cases.actions.tell import tell_party
from services.cases.actors import Doer
from services.cases.errors import NotAccepted, NotAllowed
from services.cases.models import CaseEvent, Party
from services.cases.rules import may_work
from services.cases.wording import on_record


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
    if (party.reach or not party.careful) and (party.user_id or party.phone):
        tell_party(notice_kinds.INVITED, party, {"number": case.number}, link="/my/")
    return party
