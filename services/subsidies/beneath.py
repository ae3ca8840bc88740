"""What reviews and signs of invented cases say; subsidies ask them here and nowhere else."""

from collections.abc import Collection, Mapping

from services.anomalies import queries as anomalies
from services.reviews import queries as reviews
from services.reviews.models import Sampled


def passed(cases: Collection[int]) -> frozenset[int]:
    return reviews.passed(cases)


def failed(cases: Collection[int]) -> frozenset[int]:
    """Reviewed, and not passed."""
    read = Sampled.objects.filter(case__in=cases, closed=True).values_list("case", flat=True)
    return frozenset(read) - passed(cases)


def open_about(cases: Collection[int]) -> Mapping[int, list[str]]:
    """Reasons of findings that nobody has cleared, by case."""
    return anomalies.open_about(cases)
