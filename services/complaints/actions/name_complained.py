"""Says whom a complaint is about, by a line of a register: figures and suspensions go by it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from services.cases.actions.record import append, locked
from services.cases.actors import Doer
from services.cases.barred import is_hidden
from services.cases.errors import NotAccepted, NotAllowed
from services.cases.models import Case, CaseEvent
from services.cases.wording import on_record
from services.complaints.actions.take_note import take_note
from services.complaints.models import Complained
from services.complaints.queries import found_true_on
from services.complaints.rules import may_name, refusal
from services.directory.models import Lawyer, Mediator, Organisation
from tenants.journal import note


@transaction.atomic
def name_complained(
    case: Case,
    *,
    doer: Doer,
    lawyer: Lawyer | None = None,
    mediator: Mediator | None = None,
    organisation: Organisation | None = None,
    now: datetime | None = None,
) -> Complained:
    """Exactly one. Raises NotAllowed for the person complained of, and for who worked on the matter."""
    about = [one for one in (lawyer, mediator, organisation) if one is not None]
    if len(about) != 1 or case.procedure_code != "COMPLAINT" or about[0].tenant_id != case.tenant_id:
        raise NotAccepted(_("请在名册里选择一个被投诉的人或者单位。"))
    case = locked(case)
    _allowed(case, doer, about[0])
    row = take_note(case)
    row.lawyer, row.mediator, row.organisation = lawyer, mediator, organisation
    row.made_by, row.substantiated_on = doer.user, found_true_on(case)
    row.save()
    text = on_record("登记被投诉人：%(name)s") % {"name": about[0].name}
    append(case, CaseEvent.Kind.NOTE, text, doer=doer, code="complained", shown=False, at=now)
    note(doer.user, "name_complained", case)
    return row


def _allowed(case: Case, doer: Doer, about: Lawyer | Mediator | Organisation) -> None:
    if not may_name(case, doer):
        raise NotAllowed(_("被投诉人由核查投诉的人登记。"))
    if doer.user is None:
        return
    if is_hidden(case, doer.user) or doer.user.pk == getattr(about, "user_id", None):
        raise NotAllowed(_("投诉涉及您本人，请由别的人核查。"))
    if why := refusal(case, doer.user):
        raise NotAllowed(why)
