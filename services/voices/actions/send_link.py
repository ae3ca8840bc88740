from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from services.notices.actions.queue import queue
from services.notices.contact import ANY, Contact
from services.voices import notice_kinds
from services.voices.actions.link_for import link_for
from services.voices.models import Channel, Survey
from tenants.models import User


@transaction.atomic
def send_link(
    survey: Survey,
    *,
    to_user: User | None = None,
    to_phone: str = "",
    contact: Contact = ANY,
    once: bool = True,
    now: datetime | None = None,
) -> bool:
    """A link by SMS, mail or inbox, as this person may be reached. False when it was sent before (`once`).

    Raises AlreadySaid, and what `queue` raises where there is nobody to tell.
    """
    now = now or timezone.now()
    mark = f"voice:{survey.pk}" if once else ""
    link = link_for(survey, Channel.SMS, now=now)
    until = timezone.localdate(survey.links.first().until)
    with override("zh-hans"):
        day = date_format(until, "MONTH_DAY_FORMAT")
    sent = queue(
        notice_kinds.ASKED.code,
        to_user=to_user,
        to_phone=to_phone,
        values={"matter": survey.title, "day": day},
        link=link,
        about=survey.about,
        once=mark,
        contact=contact,
    )
    if not sent:
        transaction.set_rollback(True)
    return sent
