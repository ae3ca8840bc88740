"""What others ask of reviews: subsidies, the ranking, the page of a case."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from services.cases.models import Case
from services.reviews.models import ReviewSettings, Round, Sampled
from tenants.scope import current_tenant

_PROCEDURE = "DOSSIER_REVIEW"


@dataclass(frozen=True)
class Tally:
    """`points`: the sum of the final scores, 0 to 100 each. `unqualified`: how many failed."""

    reviews: int
    points: Decimal
    unqualified: int


@dataclass(frozen=True)
class Outcome:
    result: str
    score: Decimal
    round: str

    @property
    def passed(self) -> bool:
        return self.result == Sampled.Result.PASSED


def tallies(kind: str, since: date, until: date) -> Mapping[int, Tally]:
    """By the key of a lawyer, mediator or organisation; of the dossiers of cases that ended in these days."""
    closed = Sampled.objects.filter(closed=True, closed_on__gte=since, closed_on__lte=until)
    rows = (
        closed.filter(**{f"{kind}__isnull": False})
        .order_by()
        .values_list(f"{kind}_id")
        .annotate(
            reviews=Count("pk"),
            sum_of_scores=Sum("score"),
            failed=Count("pk", filter=Q(result=Sampled.Result.FAILED)),
        )
    )
    return {pk: Tally(reviews, points, failed) for pk, reviews, points, failed in rows}


def passed(case_pks: Collection[int]) -> frozenset[int]:
    """Cases whose dossier passed: drawn and read, or through the review procedure alone. The last answer counts."""
    drawn = Sampled.objects.filter(case__in=case_pks, closed=True).order_by("decided_at")
    results = dict(drawn.values_list("case_id", "result"))
    reviewed = Case.objects.filter(
        parent__in=case_pks, procedure_code=_PROCEDURE, is_open=False, outcome="passed"
    )
    alone = set(reviewed.values_list("parent_id", flat=True)) - results.keys()
    return frozenset(alone | {pk for pk, result in results.items() if result == Sampled.Result.PASSED})


def result_of(case_pk: int) -> Outcome | None:
    """Of the last review that was decided; None while there is none."""
    rows = Sampled.objects.filter(case=case_pk, closed=True).select_related("round")
    last = rows.order_by("-decided_at").first()
    return Outcome(last.result, last.score, str(last.round)) if last and last.score is not None else None


def public_rounds() -> QuerySet[Round]:
    """From its announcement on a round is public."""
    return Round.objects.defer("listed").annotate(drawn=Count("sampled")).order_by("-since", "board")


def settings_of() -> ReviewSettings:
    """The county's, else ours."""
    return ReviewSettings.objects.first() or ReviewSettings(tenant=current_tenant())
