from collections.abc import Iterable, Mapping
from hashlib import sha256

from django.db.models import Count, Q, QuerySet

from services.calendar.half_years import HalfYear
from services.ranking import sheets
from services.ranking.models import Edition, Entry

# Thousands of lines each: read by those only who hand them out.
SHEETS = ("inputs", "result", "script")


def all_editions() -> QuerySet[Edition]:
    """For the office, newest first."""
    return Edition.objects.select_related("counted_by").defer(*SHEETS, "formula").order_by("-until", "board")


def published() -> QuerySet[Edition]:
    """Newest first, without their sheets."""
    found = Edition.objects.filter(state=Edition.State.PUBLISHED).select_related("before")
    return found.defer(*SHEETS, *(f"before__{one}" for one in SHEETS)).order_by("-until", "board")


def ranked_in(editions: Iterable[Edition]) -> dict[int, int]:
    """How many have a rank, by the key of the edition."""
    rows = Entry.objects.filter(edition__in=[one.pk for one in editions], rank__isnull=False)
    return dict(rows.order_by().values_list("edition").annotate(Count("pk")))


def published_of(board: str, period: HalfYear) -> Edition | None:
    return published().filter(board=board, since=period.since, until=period.until).first()


def files(edition: Edition) -> Mapping[str, str]:
    """What is downloaded and sealed, by name."""
    return {
        "formula.json": sheets.formula_json(edition.formula),
        "inputs.csv": edition.inputs,
        "ranking.csv": edition.result,
        "recompute.py": edition.script,
    }


def names_of(edition: Edition) -> str:
    """SHA-256 over who stands behind each code; the files themselves name nobody."""
    lines = edition.entries.order_by("code").values_list("code", "name", "body")
    return sha256("\n".join("\t".join(line) for line in lines).encode()).hexdigest()


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
