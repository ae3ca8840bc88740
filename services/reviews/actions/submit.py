"""Takes in a reading, and decides the dossier when it was the last one that was waited for."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.forms.spec import Form
from services.reviews import sheets
from services.reviews.actions.finish import settle
from services.reviews.errors import NotAllowed, NotNow
from services.reviews.models import Reading, Sampled
from services.reviews.scoring import result_of
from tenants.models import User


@transaction.atomic
def submit(
    reading: Reading, values: Mapping[str, Any], *, form: Form, actor: User, now: datetime | None = None
) -> Reading:
    """`values`: checked by the sheet. Raises NotAllowed; NotNow when it was sent, declined or decided before."""
    now = now or timezone.now()
    if reading.reviewer_id != actor.pk:
        raise NotAllowed(_("这份案卷不由您评查。"))
    sampled = (
        Sampled.objects.select_for_update(of=("self",))
        .select_related("round", "case")
        .get(pk=reading.sampled_id)
    )
    score, grounds = sheets.score(form, values), list(values.get(sheets.GROUNDS) or ())
    unmet = sheets.unmet(form, values)
    result = result_of(score, grounds=grounds, unmet=bool(unmet), pass_mark=sampled.round.pass_mark)
    written = Reading.objects.filter(
        pk=reading.pk, submitted_at=None, declined_at=None, sampled__closed=False
    ).update(
        answers=dict(values),
        note=str(values.get(sheets.OPINION) or ""),
        sheet=form.digest,
        score=score,
        result=result,
        grounds=[*grounds, *(f"unmet_{code}" for code in unmet)],
        submitted_at=now,
    )
    if not written:
        raise NotNow(_("这份评查已经提交，或者不再需要。"))
    reading.refresh_from_db()
    settle(sampled, now=now)
    return reading
