"""A new lookup code for somebody who lost the old one and showed who they are. The old one opens nothing any more."""

from django.db import transaction
from django.utils.translation import gettext as _

from services.cases.actions.record import append, locked
from services.cases.actors import Doer
from services.cases.errors import NotAccepted, NotAllowed
from services.cases.models import Case, CaseEvent
from services.cases.rules import may_work
from services.cases.wording import on_record
from tenants import codes

SHORTEST = 4


@transaction.atomic
def reissue_code(case: Case, *, doer: Doer, reason: str) -> str:
    """`reason`: how the person was recognised. Returns the code, kept nowhere. Raises NotAllowed, NotAccepted."""
    said, case = reason.strip(), locked(case)
    if doer.user is None or doer.party is not None or not may_work(case, doer):
        raise NotAllowed(_("这件案件不由您办理。"))
    if len(said) < SHORTEST:
        raise NotAccepted(_("请写明怎样核对了身份，至少%(count)s个字。") % {"count": SHORTEST})
    code = codes.new_code()
    Case.objects.filter(pk=case.pk).update(lookup_hash=codes.hashed(case.number, code))
    text = on_record("重新发放查询码（%(reason)s），原查询码作废") % {"reason": said}
    append(case, CaseEvent.Kind.CODE, text, doer=doer)
    return code
