"""What a period has of each person or committee: the counts a formula may ask for. A fixed number of queries.

A case belongs to whoever worked on it when it ended, and to the period in which it ended.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, F, Q
from django.utils import timezone

from services.cases.models import Case, CaseClock, Instalment
from services.complaints.queries import substantiated
from services.legal_aid.queries import consultations, hours
from services.ranking.registers import KINDS
from services.reviews.queries import tallies as review_tallies
from services.voices.queries import tallies as voice_tallies

AID = ("LA_CASE", "LA_NOTIFIED")
MEDIATION = "mediation"
GOOD, ASSESSED = "closed", ("closed", "quality_failed")
# The clocks that are the lawyer's own; deciding and assigning are the centre's.
OF_THE_LAWYER = ("handover", "dossier")

Counts = dict[int, dict[str, str]]
Values = tuple[str, Mapping[int, Any]]


@dataclass(frozen=True)
class Counted:
    """`path` leads from a case to a line of the register, through the handlers or directly."""

    path: str
    cases: Mapping[str, Any]
    clocks: tuple[str, ...] = ()


SOURCES: Mapping[str, Counted] = {
    "lawyers": Counted("handlers__lawyer", {"procedure_code__in": AID}, OF_THE_LAWYER),
    "mediators": Counted("handlers__mediator", {"version__family": MEDIATION}),
    "committees": Counted("organisation", {"version__family": MEDIATION}),
}


def counted(board: str, since: date, until: date) -> Counts:
    """By the keys of the register, every count of the board as text; who has no closed case is not there."""
    source, found = SOURCES[board], defaultdict[int, dict[str, str]](dict)
    for count, values in _all(board, source, since, until):
        for pk, value in values.items():
            found[pk][count] = _text(value)
    return {pk: counts for pk, counts in found.items() if counts.get("cases", "0") != "0"}


def _all(board: str, source: Counted, since: date, until: date) -> Iterator[Values]:
    yield from _of_cases(source, closed(source, since, until))
    yield from _of_clocks(source, closed(source, since, until, "case__"))
    voices = voice_tallies(KINDS[board], since, until)
    yield "voices", {pk: one.voices for pk, one in voices.items()}
    yield "voice_points", {pk: one.points for pk, one in voices.items()}
    reviews = review_tallies(KINDS[board], since, until)
    yield "reviews", {pk: one.reviews for pk, one in reviews.items()}
    yield "review_points", {pk: one.points for pk, one in reviews.items()}
    yield "complaints", substantiated(KINDS[board], since, until)
    if board == "lawyers":
        yield "consultations", consultations(since, until)
        yield "hours", hours(since, until)
    else:
        yield from _of_payments(source, since, until)


def closed(source: Counted, since: date, until: date, case: str = "") -> Q:
    """Cases that ended in these days and have somebody to count for; `case` leads to them from another table."""
    asked = {
        **source.cases,
        "is_open": False,
        "closed_at__gte": _start(since),
        "closed_at__lt": _start(until + timedelta(days=1)),
    }
    return Q(**{f"{case}{name}": value for name, value in asked.items()}) & _working(source, case)


def _working(source: Counted, case: str = "") -> Q:
    named = Q(**{f"{case}{source.path}__isnull": False})
    if source.path.startswith("handlers"):
        named &= Q(**{f"{case}handlers__until": None})
    return named


def _of_cases(source: Counted, asked: Q) -> Iterator[Values]:
    cases = Case.objects.filter(asked).order_by()
    rows = cases.values_list(source.path).annotate(
        all=Count("pk", distinct=True),
        judged=Count("pk", filter=Q(outcome__in=ASSESSED), distinct=True),
        good=Count("pk", filter=Q(outcome=GOOD), distinct=True),
    )  # fmt: skip
    for place, count in enumerate(("cases", "assessed", "qualified"), 1):
        yield count, {row[0]: row[place] for row in rows}


def _of_clocks(source: Counted, asked: Q) -> Iterator[Values]:
    """Limits that ended with a case of the period; one that still runs in a closed case was not kept."""
    clocks = CaseClock.objects.filter(asked, due_at__isnull=False)
    if source.clocks:
        clocks = clocks.filter(code__in=source.clocks)
    kept = Q(ended_at__isnull=False, ended_at__lte=F("due_at"))
    rows = list(
        clocks.order_by()
        .values_list(f"case__{source.path}")
        .annotate(all=Count("pk", distinct=True), good=Count("pk", filter=kept, distinct=True))
    )
    yield "due", {row[0]: row[1] for row in rows}
    yield "in_time", {row[0]: row[2] for row in rows}


def _of_payments(source: Counted, since: date, until: date) -> Iterator[Values]:
    """Instalments of agreements that fell due, whenever their case ended."""
    due = Instalment.objects.filter(due_on__range=(since, until)).filter(_working(source, "case__"))
    done = Q(status=Instalment.Status.DONE)
    rows = list(
        due.order_by()
        .values_list(f"case__{source.path}")
        .annotate(all=Count("pk", distinct=True), good=Count("pk", filter=done, distinct=True))
    )
    yield "performances", {row[0]: row[1] for row in rows}
    yield "performed", {row[0]: row[2] for row in rows}


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _text(number: Any) -> str:
    said = format(number, "f") if not isinstance(number, int) else str(number)
    return said.rstrip("0").rstrip(".") if "." in said else said
