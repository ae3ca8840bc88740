from datetime import date, datetime

from django.utils import timezone

from services.directory.models import Lawyer, Mediator, Organisation
from services.voices.models import Survey
from tenants.scope import current_tenant


def open_survey(  # noqa: PLR0913 (about what, of whom, when: each is a word of its own)
    about: str,
    *,
    title: str,
    closed_on: date,
    lawyer: Lawyer | None = None,
    mediator: Mediator | None = None,
    organisation: Organisation | None = None,
    side: str = "",
    now: datetime | None = None,
) -> Survey:
    """The one survey of this matter and side, however often it is opened: what stands there is not changed.

    Nobody is told: `send_link` does that. Without an organisation it is the one the person belongs to.
    """
    if organisation is None:
        organisation = (lawyer and lawyer.firm) or (mediator and mediator.organisation)
    survey, _made = Survey.objects.get_or_create(
        tenant=current_tenant(),
        about=about,
        side=side,
        defaults={
            "title": title[:200],
            "lawyer": lawyer,
            "mediator": mediator,
            "organisation": organisation,
            "closed_on": closed_on,
            "asked_at": now or timezone.now(),
        },
    )
    return survey
