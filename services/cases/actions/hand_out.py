"""A whole case leaves as data: for a reason, noted in its chain and in the journal like a look at a person."""

from django.db import transaction
from django.utils.translation import gettext as _

from services.cases.actions.look import SHORTEST
from services.cases.actions.record import append, locked
from services.cases.actors import Doer
from services.cases.errors import NotAccepted, NotAllowed
from services.cases.models import Case, CaseEvent
from services.cases.rules import may_manage
from services.cases.wording import on_record
from tenants.journal import note


@transaction.atomic
def hand_out(case: Case, *, doer: Doer, reason: str, kind: str) -> CaseEvent:
    """Raises NotAllowed; NotAccepted when no real reason is given."""
    said, case = reason.strip(), locked(case)
    if doer.user is None or not may_manage(doer):
        raise NotAllowed(_("只有案件经办人可以这样做。"))
    if len(said) < SHORTEST:
        raise NotAccepted(_("请写明导出的原因，至少%(count)s个字。") % {"count": SHORTEST})
    note(doer.user, "export_case", case, reason=said, format=kind)
    text = on_record("导出了本案的全部数据：%(reason)s") % {"reason": said}
    return append(case, CaseEvent.Kind.LOOK, text, doer=doer, code=kind, data={"reason": said})
