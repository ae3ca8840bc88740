"""A county sets its own numbers for a board. An edition keeps those it was counted with until it is counted again."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.directory import freshness
from services.ranking.errors import NotAllowed, RankingError
from services.ranking.formula import Formula, faults
from services.ranking.models import OwnFormula
from services.ranking.rules import may_adopt
from tenants import journal
from tenants.models import User
from tenants.scope import current_tenant

SHORTEST, LONGEST = 10, 300


@transaction.atomic
def adopt(
    formula: Formula, reason: str, *, actor: User, held: Collection[str], now: datetime | None = None
) -> OwnFormula:
    """The reason goes into the formula, because the formula is published. Raises RankingError for a faulty one."""
    now, reason = now or timezone.now(), reason.strip()
    if not may_adopt(held):
        raise NotAllowed(_("排名公式由县级管理员确定。"))
    if not SHORTEST <= len(reason) <= LONGEST:
        raise RankingError(_("请写明为什么这样定，10到300字。"))
    if any(faults(formula)):
        raise RankingError(_("公式里有不对的地方，没有采用。"))
    told = {**formula, "adopted": {"on": timezone.localdate(now).isoformat(), "reason": reason}}
    made = OwnFormula.objects.create(
        tenant=current_tenant(),
        board=formula["board"],
        formula=told,
        reason=reason,
        adopted_by=actor,
        adopted_at=now,
    )
    journal.note(actor, "ranking.adopted", made, reason=reason)
    freshness.announce(made.tenant)  # the page of the method says something else now
    return made
