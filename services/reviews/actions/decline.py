from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.reviews.actions.assign_readers import give
from services.reviews.actions.finish import tell_stuck
from services.reviews.errors import NotAllowed, NotNow
from services.reviews.models import Reading, Sampled
from services.reviews.readers import load, pool
from tenants.models import User


@transaction.atomic
def decline(reading: Reading, reason: str, *, actor: User, now: datetime | None = None) -> None:
    """The dossier goes to the next one at once, and never again to this reader. Raises NotAllowed, NotNow."""
    now = now or timezone.now()
    if reading.reviewer_id != actor.pk:
        raise NotAllowed(_("这份案卷不由您评查。"))
    if not reason.strip():
        raise NotNow(_("请写明不能评查的原因。"))
    written = Reading.objects.filter(pk=reading.pk, submitted_at=None, declined_at=None).update(
        declined_because=reason.strip(), declined_at=now
    )
    if not written:
        raise NotNow(_("这份评查已经提交，或者不再需要。"))
    sampled = Sampled.objects.select_related("round", "case").get(pk=reading.sampled_id)
    if not give(sampled, reading.number, pool(sampled.round.board), load(sampled.round), now):
        tell_stuck(sampled)
