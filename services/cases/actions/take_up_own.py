"""A party takes up what its case makes possible; it gets a receipt with number and code, as for an application."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases.actions.take_up import take_up
from services.cases.actors import Doer
from services.cases.errors import NotAllowed
from services.cases.models import FollowUpOffer, Receipt
from services.cases.queries.citizen_case import is_for_citizens
from services.cases.queries.procedures import in_force
from services.cases.rules import may_see
from tenants.cipher import seal


@transaction.atomic
def take_up_own(
    offer: FollowUpOffer, *, doer: Doer, owner: str, token: str, now: datetime | None = None
) -> Receipt:
    """Once per `token`. Raises NotAllowed; NotAccepted where it was taken up before."""
    now, first = now or timezone.now(), offer.case
    if doer.party is None or not may_see(first, doer):
        raise NotAllowed(_("这件案件不由您办理。"))
    if not is_for_citizens(in_force(first.tenant, offer.procedure_code)):
        raise NotAllowed(_("这一步由办理机构来做，不用您申请。"))
    receipt, new = Receipt.objects.get_or_create(
        tenant=first.tenant, owner=owner, token=token, defaults={"made_at": now}
    )
    if new:
        opened = take_up(offer, doer=doer, now=now)
        receipt.case, receipt.sealed_code = opened.case, seal(opened.code)
        receipt.save(update_fields=["case", "sealed_code"])
    return receipt
