"""Takes back an edition that was counted and that nobody was told of yet."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.ranking.actions.follow_case import when_withdrawn
from services.ranking.errors import NotAllowed, NotYet, RankingError
from services.ranking.models import Edition
from services.ranking.rules import may_count
from tenants import journal
from tenants.models import User

LONGEST = 300


@transaction.atomic
def withdraw(
    edition: Edition, reason: str, *, actor: User, held: Collection[str], now: datetime | None = None
) -> None:
    """The period can be counted again afterwards. Raises NotYet for one that people were told of."""
    now, reason = now or timezone.now(), reason.strip()
    if not may_count(held):
        raise NotAllowed(_("您的角色不统计排名。"))
    if not reason or len(reason) > LONGEST:
        raise RankingError(_("请写明为什么作废，最多300字。"))
    found = Edition.objects.select_for_update(of=("self",)).select_related("case").get(pk=edition.pk)
    if found.state != Edition.State.COUNTED:
        raise NotYet(_("只有还没有通报本人的一期可以作废。"))
    journal.note(actor, "ranking.withdrawn", found, reason=reason)
    when_withdrawn(found, reason, actor, held, now)
    found.delete()
