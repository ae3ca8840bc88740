"""Somebody in an edition says what is wrong about their line, before it is published."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.ranking.errors import NotAllowed, NotYet, RankingError
from services.ranking.models import Edition, Entry, Objection
from services.ranking.rules import is_own
from tenants import journal
from tenants.models import User

LONGEST = 2000


@transaction.atomic
def object_to(entry: Entry, text: str, *, actor: User, now: datetime | None = None) -> Objection:
    """Raises NotAllowed for somebody else's line, NotYet outside the window, RankingError without words."""
    now, text = now or timezone.now(), text.strip()
    edition = Edition.objects.select_for_update().get(pk=entry.edition_id)
    if not is_own(entry, actor):
        raise NotAllowed(_("只能对自己的数据提出异议。"))
    if not is_open(edition, now):
        raise NotYet(_("现在不在异议期内。"))
    if not text or len(text) > LONGEST:
        raise RankingError(_("请写明哪一项不对、应当是多少，最多2000字。"))
    try:
        with transaction.atomic():
            made = Objection.objects.create(
                tenant_id=edition.tenant_id,
                edition=edition,
                code=entry.code,
                name=entry.name,
                text=text,
                made_by=actor,
                made_at=now,
            )
    except IntegrityError:
        raise RankingError(_("您的上一条异议还没有答复。")) from None
    journal.note(actor, "ranking.objected", edition)
    return made


def is_open(edition: Edition, now: datetime) -> bool:
    return edition.state == Edition.State.OPEN and not is_over(edition, now)


def is_over(edition: Edition, now: datetime) -> bool:
    """Waits to be published: nobody objects any more."""
    until = edition.objections_until
    return edition.state == Edition.State.OPEN and (until is None or timezone.localdate(now) > until)
