"""What the storey below says about lawyers: satisfaction, reviews, complaints, suspensions."""

from collections.abc import Mapping
from datetime import date

from services.legal_aid.candidates import Score


def satisfaction(since: date, until: date) -> Mapping[int, Score]:
    return {}


def reviews(since: date, until: date) -> Mapping[int, tuple[Score, int]]:
    """With how many were found unqualified."""
    return {}


def complaints(since: date, until: date) -> Mapping[int, int]:
    return {}


def suspended(on: date) -> frozenset[int]:
    return frozenset()
