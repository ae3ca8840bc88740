from datetime import time

from django.db import transaction
from django.utils.translation import gettext as _

from services.cases.actions.record import append, locked
from services.cases.actors import Doer
from services.cases.errors import NotAllowed
from services.cases.models import CaseEvent, Party
from services.cases.rules import may_work
from services.cases.wording import in_chinese, on_record


@transaction.atomic
def agree_contact(
    party: Party, *, reach: str, since: time | None, until: time | None, careful: str, doer: Doer
) -> Party:
    """From now on the party is written to in this way. Without new words about care the old ones stand.

    Raises NotAllowed. What was queued before keeps its way.
    """
    case = locked(party.case)
    if doer.party is not None or not may_work(case, doer):
        raise NotAllowed(_("这件案件不由您办理。"))
    party.reach, party.reach_since, party.reach_until = reach, since, until
    party.careful = careful or party.careful
    party.save(update_fields=["reach", "reach_since", "reach_until", "careful"])
    words = {"name": party.name, "how": in_chinese(Party.Reach(reach).label)}
    append(case, CaseEvent.Kind.PARTY, on_record("约定怎样联系%(name)s：%(how)s") % words, doer=doer)
    return party
