"""The only writer of voices. One voice however many links: the database decides who was first."""

from datetime import datetime

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from services.voices.errors import AlreadySaid, LinkOver
from services.voices.models import Grade, Survey, SurveyLink
from services.voices.queries import is_over, settings_of
from tenants.journal import note
from tenants.models import User

LONGEST = 1000
# After the commit, with `survey`: what the voice is about goes on.
said = Signal()


@transaction.atomic
def say(
    survey: Survey,
    grade: str,
    *,
    channel: str,
    comment: str = "",
    recorded_by: User | None = None,
    now: datetime | None = None,
) -> Survey:
    """Writes the voice down, once. `recorded_by`: of the house, who wrote it down for the person.

    Raises AlreadySaid, whoever was faster; ValueError for a grade there is not.
    """
    points = getattr(settings_of(survey.tenant), Grade(grade).value)
    voice = {
        "grade": grade,
        "points": points,
        "comment": comment.strip()[:LONGEST],
        "channel": channel,
        "answered_at": now or timezone.now(),
        "recorded_by": recorded_by,
    }
    if not Survey.objects.filter(pk=survey.pk, grade="").update(**voice):
        raise AlreadySaid(_("这件事项已经评价过了，每件只评一次。谢谢您。"))
    for name, value in voice.items():
        setattr(survey, name, value)
    note(recorded_by, "voice_recorded" if recorded_by else "voice_said", survey)
    transaction.on_commit(lambda: said.send(Survey, survey=survey), robust=True)
    return survey


def say_by_link(link: SurveyLink, grade: str, *, comment: str = "", now: datetime | None = None) -> Survey:
    """Raises LinkOver and AlreadySaid."""
    if is_over(link, now):
        raise LinkOver(_("这个评价链接已经过期。"))
    return say(link.survey, grade, channel=link.channel, comment=comment, now=now)
