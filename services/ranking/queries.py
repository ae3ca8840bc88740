from collections.abc import Mapping

from django.db.models import Count, Q, QuerySet

from services.ranking import sheets
from services.ranking.models import Edition


def published() -> QuerySet[Edition]:
    return Edition.objects.filter(state=Edition.State.PUBLISHED).order_by("-until", "board")


def files(edition: Edition) -> Mapping[str, str]:
    """What is downloaded and sealed, by name."""
    return {
        "formula.json": sheets.formula_json(edition.formula),
        "inputs.csv": edition.inputs,
        "ranking.csv": edition.result,
        "recompute.py": edition.script,
    }


def is_unchanged(edition: Edition) -> bool:
    """The files still are those that were sealed, and so is the edition before."""
    before = edition.before.digest if edition.before else ""
    return sheets.digest(files(edition), before) == edition.digest


def objections(edition: Edition) -> Mapping[str, int]:
    """How many were made, upheld, and wait."""
    return edition.objections.aggregate(
        made=Count("pk"),
        upheld=Count("pk", filter=Q(upheld=True)),
        waiting=Count("pk", filter=Q(answered_at=None)),
    )
