"""Duties as people say them, and the telephone under which somebody on duty is reached at work."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from services.booking.models import Resource, Shift
from services.booking.wording import spoken

# More do not fit into a text message; the list itself has them all.
MOST_SPOKEN = 8


def when(shift: Shift) -> str:
    """11月23日（周一）8:30–12:00."""
    end = timezone.localtime(shift.ends_at)
    return f"{spoken(shift.starts_at)}–{end.hour}:{end.minute:02}"


def office_phone(person: Resource) -> str:
    """Of the office, never a mobile of the person's own."""
    for register in (person.lawyer, person.mediator):
        if register and register.public_phone:
            return register.public_phone
    return (person.lawyer.firm.phone if person.lawyer else "") or person.organisation.phone


def line(shift: Shift) -> str:
    """Of the list that is handed over."""
    if shift.resource is None:
        return f"{when(shift)} {_('待定')}"
    return " ".join(part for part in (when(shift), shift.resource.name, office_phone(shift.resource)) if part)


def enumerated(lines: Iterable[str]) -> str:
    said = list(lines)
    if len(said) <= MOST_SPOKEN:
        return "；".join(said)
    more = _("共%(count)d班，其余见书面值班表") % {"count": len(said)}
    return "；".join([*said[:MOST_SPOKEN], more])
