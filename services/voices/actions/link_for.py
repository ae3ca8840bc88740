import secrets
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from services.voices.errors import AlreadySaid
from services.voices.models import Survey, SurveyLink
from services.voices.queries import settings_of, token_print

# Typed from paper: no sign that looks like another. Ten of them are 49 bits, and trying is slowed down.
_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 10


def link_for(survey: Survey, channel: str, *, now: datetime | None = None) -> str:
    """The path of a new link on this county's host; shown or sent this once, for only its print is kept.

    Links made before stay open until their day. Raises AlreadySaid.
    """
    if survey.is_said:
        raise AlreadySaid(_("这件事项已经评价过了，每件只评一次。"))
    now, token = now or timezone.now(), "".join(secrets.choice(_SIGNS) for _place in range(LENGTH))
    SurveyLink.objects.create(
        tenant=survey.tenant,
        survey=survey,
        token_hash=token_print(token),
        channel=channel,
        made_at=now,
        until=now + timedelta(days=settings_of(survey.tenant).link_days),
    )
    return reverse("voices:say", args=[token])
