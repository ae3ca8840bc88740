"""Opens what is masked, for a reason. Every look stands in the chain of the case, where the person can read it."""

from django.db import transaction
from django.utils.translation import gettext as _

from services.cases.actions.record import append, locked
from services.cases.actors import Doer
from services.cases.errors import NotAccepted, NotAllowed
from services.cases.models import CaseEvent, Party
from services.cases.rules import may_see
from services.cases.wording import on_record
from tenants.journal import note

SHORTEST = 4


@transaction.atomic
def look(party: Party, *, doer: Doer, reason: str) -> Party:
    """Raises NotAllowed; NotAccepted when no real reason is given."""
    said = reason.strip()
    case = locked(party.case)
    if doer.user is None or not may_see(case, doer):
        raise NotAllowed(_("这件案件不由您办理。"))
    if len(said) < SHORTEST:
        raise NotAccepted(_("请写明查看的原因，至少%(count)s个字。") % {"count": SHORTEST})
    text = on_record("查看了%(name)s的联系方式和证件号码：%(reason)s") % {"name": party.name, "reason": said}
    append(case, CaseEvent.Kind.LOOK, text, doer=doer, data={"party": party.pk, "reason": said})
    note(doer.user, "look", case, party=party.pk, reason=said)
    return party
