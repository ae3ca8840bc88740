"""What in the registers runs out or falls behind: certificates, training of the year, terms, silent organisations."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import DecimalField, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from services.directory import activity
from services.directory.composition import TrainingRule
from services.directory.kinds import MEDIATES
from services.directory.models import Mediator, Organisation, Training
from services.directory.terms import in_office

SOON = timedelta(days=60)
SILENT = timedelta(days=365)

_NONE = Value(Decimal(0), output_field=DecimalField(max_digits=7, decimal_places=1))


@dataclass(frozen=True)
class Untrained:
    """`initial`: in their first year, when another course is due. Days of this calendar year, in halves and less."""

    mediator: Mediator
    initial: bool
    days: Decimal
    wanted: int

    @property
    def missing(self) -> Decimal:
        return self.wanted - self.days


def certificates(today: date) -> QuerySet[Mediator]:
    """Run out, or running out soon; the first to run out comes first."""
    due = Mediator.objects.filter(in_office(today), valid_until__lte=today + SOON)
    return due.select_related("organisation").order_by("valid_until", "name", "pk")


def untrained(today: date, rule: TrainingRule) -> list[Untrained]:
    """Who has fewer days of training this year than the document asks for."""
    year = Q(trainings__held_on__year=today.year, trainings__held_on__lte=today, trainings__passed=True)
    first = Q(trainings__kind=Training.Kind.INITIAL)
    people = (
        Mediator.objects.filter(in_office(today), full_time=True)
        .annotate(
            initial_hours=Coalesce(Sum("trainings__hours", filter=year & first), _NONE),
            other_hours=Coalesce(Sum("trainings__hours", filter=year & ~first), _NONE),
        )
        .select_related("organisation")
        .order_by("organisation__division__code", "organisation__name", "name", "pk")
    )
    found = (_trained(one, one.started_on.year == today.year, rule) for one in people)
    return [one for one in found if one.missing > 0]


def _trained(mediator: Mediator, initial: bool, rule: TrainingRule) -> Untrained:
    hours = mediator.initial_hours if initial else mediator.other_hours
    wanted = rule.initial_days if initial else rule.continuing_days
    days = (Decimal(hours) / rule.hours_per_day).quantize(Decimal("0.1"))
    return Untrained(mediator, initial, days, wanted)


def ended_terms(today: date) -> QuerySet[Organisation]:
    ended = Organisation.objects.filter(active=True, term_end__lt=today)
    return ended.select_related("division").order_by("term_end", "name")


def silent(today: date) -> list[tuple[Organisation, date | None]]:
    """Mediating organisations that stood a year ago and had no case since, with the last day where there was one."""
    if not activity.known():
        return []
    standing = Organisation.objects.filter(active=True, kind__in=MEDIATES).exclude(
        founded_on__gt=today - SILENT
    )
    organisations = list(standing.select_related("division"))
    last = activity.last_days(one.pk for one in organisations)
    return [
        (one, last.get(one.pk))
        for one in organisations
        if one.pk not in last or last[one.pk] < today - SILENT
    ]
