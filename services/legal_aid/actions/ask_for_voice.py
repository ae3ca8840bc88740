"""Whoever was answered is asked whether they are content: by SMS where they left a phone, else by a slip."""

from datetime import datetime

from django.utils import timezone

from services.cases.wording import on_record
from services.legal_aid.models import Consultation
from services.voices.actions.open_survey import open_survey
from services.voices.actions.send_link import send_link
from services.voices.models import Survey

KIND = "consultation"


def about(asked: Consultation) -> str:
    return f"{KIND}:{asked.pk}"


def ask_for_voice(asked: Consultation, *, now: datetime | None = None) -> Survey:
    """In the caller's transaction. A question that came as a case of its own is rated there."""
    survey = survey_of(asked, now=now)
    if asked.phone and not survey.is_said:
        send_link(survey, to_phone=asked.phone, now=now)
    return survey


def survey_of(asked: Consultation, *, now: datetime | None = None) -> Survey:
    return open_survey(
        about(asked),
        title=title(asked),
        closed_on=timezone.localdate(asked.at),
        lawyer=asked.lawyer,
        organisation=asked.organisation,
        now=now,
    )


def title(asked: Consultation) -> str:
    """It says nothing of what was asked: whoever reads the SMS may be somebody else."""
    day = timezone.localdate(asked.at)
    return on_record("%(month)d月%(day)d日的法律咨询") % {"month": day.month, "day": day.day}
