"""What was said, counted. A voice counts into the period in which its matter ended (`closed_on`).

Asked was who could answer: a link was sent, shown or printed, or the voice is there by another way.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha256
from typing import Literal

from django.db.models import Aggregate, Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from services.voices.models import Grade, Survey, SurveyLink, VoiceSettings
from services.voices.rules import FEWEST
from tenants.models import Tenant, User

_TENTH = Decimal("0.1")
Kind = Literal["lawyer", "mediator", "organisation"]


def rounded(points: int, among: int, unit: Decimal = Decimal(1)) -> str:
    """Half up, like the public ranking: the machine's own numbers go to the even one."""
    return str((Decimal(points) / among).quantize(unit, ROUND_HALF_UP))


@dataclass(frozen=True)
class Tally:
    """`points` is the sum over `voices`; `grades` how often each was given, also those nobody gave."""

    voices: int = 0
    points: int = 0
    grades: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(Grade.values, 0))
    asked: int = 0

    @property
    def mean(self) -> float | None:
        return self.points / self.voices if self.voices else None

    @property
    def average(self) -> str:
        """To one decimal, as people round; empty where nobody spoke."""
        return rounded(self.points, self.voices, _TENTH) if self.voices else ""

    @property
    def percent(self) -> str:
        return f"{rounded(100 * self.voices, self.asked)}%" if self.asked else ""

    @property
    def share(self) -> float | None:
        """Of those asked, in per cent."""
        return 100 * self.voices / self.asked if self.asked else None

    @property
    def is_few(self) -> bool:
        return self.voices < FEWEST


def _counted() -> dict[str, Aggregate]:
    said, reached = ~Q(grade=""), Exists(SurveyLink.objects.filter(survey=OuterRef("pk")))
    return {
        "asked": Count("pk", filter=said | reached),
        "voices": Count("pk", filter=said),
        "points": Sum("points", default=0),
        **{f"grade_{grade}": Count("pk", filter=Q(grade=grade)) for grade in Grade.values},
    }


def _tally(row: Mapping[str, int]) -> Tally:
    grades = {grade: row[f"grade_{grade}"] for grade in Grade.values}
    return Tally(row["voices"], row["points"], grades, row["asked"])


def between(since: date, until: date) -> QuerySet[Survey]:
    return Survey.objects.filter(closed_on__gte=since, closed_on__lte=until)


def tallies(kind: Kind, since: date, until: date) -> Mapping[int, Tally]:
    """By the key of the register, in one query; who was asked about but of whom nobody spoke is there, too."""
    rows = between(since, until).exclude(**{kind: None}).order_by().values(kind).annotate(**_counted())
    return {row[kind]: _tally(row) for row in rows}


def tally_of(kind: Kind, pk: int, since: date, until: date) -> Tally:
    return _tally(between(since, until).filter(**{kind: pk}).aggregate(**_counted()))


def whole(since: date, until: date) -> Tally:
    return _tally(between(since, until).aggregate(**_counted()))


def mine(user: User, since: date, until: date) -> Tally:
    """Sums alone: `is_few` ones are not shown to whom they are about."""
    own = Q(lawyer__user=user) | Q(mediator__user=user)
    return _tally(between(since, until).filter(own).aggregate(**_counted()))


def not_about(user: User, surveys: QuerySet[Survey]) -> QuerySet[Survey]:
    """Nobody reads single voices about themselves, whatever else they are in the county."""
    return surveys.exclude(lawyer__user=user).exclude(mediator__user=user)


def settings_of(tenant: Tenant) -> VoiceSettings:
    """Not saved where the county has changed nothing."""
    return VoiceSettings.objects.filter(site=tenant.site_id).first() or VoiceSettings(site_id=tenant.site_id)


def token_print(token: str) -> str:
    """As people type it from paper: spaces, dashes and capitals do not matter."""
    typed = "".join(sign for sign in token.lower() if sign.isalnum())
    return sha256(typed.encode()).hexdigest()


def link_by(token: str) -> SurveyLink | None:
    found = SurveyLink.objects.filter(token_hash=token_print(token)).select_related("survey__tenant")
    return found.first()


def is_over(link: SurveyLink, now: datetime | None = None) -> bool:
    return link.until <= (now or timezone.now())


def about(matter: str) -> list[Survey]:
    return list(Survey.objects.filter(about=matter).order_by("side"))
