"""Who counts on a day."""

from datetime import date

from django.db.models import Q
from django.utils import timezone


def in_office(today: date | None = None, *, of: str = "") -> Q:
    """Lines of the registers of people; `of` leads to them from another table (`mediators__`)."""
    day = today or timezone.localdate()
    return Q(**{f"{of}started_on__lte": day}) & (
        Q(**{f"{of}ended_on": None}) | Q(**{f"{of}ended_on__gt": day})
    )
