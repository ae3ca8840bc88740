"""A consultation as people are asked about it."""

from django.urls import reverse
from django.utils import timezone

from services.legal_aid.actions.ask_for_voice import title
from services.legal_aid.models import Consultation
from services.voices.matters import Matter


def consultation_matter(key: str) -> Matter | None:
    if not key.isdecimal():
        return None
    asked = Consultation.objects.select_related("lawyer", "organisation").filter(pk=int(key)).first()
    if asked is None or asked.source_id:
        return None
    return Matter(
        title=title(asked),
        closed_on=timezone.localdate(asked.at),
        lawyer=asked.lawyer,
        organisation=asked.organisation,
        url=reverse("legal_aid_consultation", args=[asked.pk]),
    )
