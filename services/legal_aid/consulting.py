"""Reading consultations for lists and for the next entry."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from services.directory.matters import Matter, taxonomy
from services.legal_aid.models import Consultation
from tenants.models import User

Answer = Consultation.Answer
# Matters shown as buttons at once; the others are one tap further.
MOST_USED = 12
COUNTED = timedelta(days=365)


def listed() -> QuerySet[Consultation]:
    return Consultation.objects.select_related(
        "lawyer__firm", "organisation", "recorded_by", "follow_up", "source"
    )


def promised(asked: QuerySet[Consultation]) -> QuerySet[Consultation]:
    """Calls still to be made, the earliest first."""
    return asked.filter(answer=Answer.CALL_BACK, called_back_at=None).order_by("call_back_on", "pk")


def last_of(user: User) -> Consultation | None:
    """What the same person wrote down before, within the day: the next is usually like it."""
    today = Consultation.objects.filter(recorded_by=user, at__gte=timezone.now() - timedelta(hours=12))
    return today.select_related("lawyer", "organisation").order_by("-at", "-pk").first()


def of_today(user: User) -> QuerySet[Consultation]:
    begins = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return listed().filter(recorded_by=user, at__gte=begins).order_by("-at", "-pk")


@dataclass(frozen=True)
class Fields:
    """Of what people ask about: the most asked here first, the rest, each in the order of the list."""

    often: Sequence[Matter]
    others: Sequence[Matter]


def fields() -> Fields:
    rows = Consultation.objects.filter(at__gte=timezone.now() - COUNTED).order_by().values_list("matter")
    asked: Counter[str] = Counter()
    for code, count in rows.annotate(Count("pk")):
        line = [one.code for one in taxonomy().line(code)]
        if line:
            asked[line[-1]] += count
    tops = taxonomy().children("")
    first = sorted(tops, key=lambda one: -asked[one.code])[:MOST_USED]
    return Fields([one for one in tops if one in first], [one for one in tops if one not in first])
