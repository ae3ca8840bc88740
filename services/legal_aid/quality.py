"""What the storey below says about lawyers, by their lines in the register. Both days count."""

from collections.abc import Mapping
from datetime import date

from services.complaints.queries import substantiated
from services.legal_aid.candidates import Score
from services.reviews.queries import tallies as reviewed
from services.voices.queries import tallies as heard

LAWYER = "lawyer"


def satisfaction(since: date, until: date) -> Mapping[int, Score]:
    return {
        pk: Score(one.points / one.voices, one.voices)
        for pk, one in heard(LAWYER, since, until).items()
        if one.voices
    }


def reviews(since: date, until: date) -> Mapping[int, tuple[Score, int]]:
    """With how many were found unqualified."""
    return {
        pk: (Score(float(one.points) / one.reviews, one.reviews), one.unqualified)
        for pk, one in reviewed(LAWYER, since, until).items()
        if one.reviews
    }


def complaints(since: date, until: date) -> Mapping[int, int]:
    return substantiated(LAWYER, since, until)
