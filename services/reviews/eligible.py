"""Which dossiers of a quarter may be drawn, and who handled them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from services.cases.models import Case, Dossier, Handler
from services.reviews.models.settings import Board

AID = ("LA_CASE", "LA_NOTIFIED")
FAMILY = "mediation"
ROLES = {
    Board.AID: ("legal_aid_lawyer", "fulltime_aid_lawyer"),
    Board.MEDIATION: ("mediator", "lead_mediator"),
}
# Sealed numbers of the lines are not opened for a list of thousands.
_READ = (
    "case_id", "user_id", "name", "until", "lawyer__firm_id", "lawyer__user_id", "mediator__organisation_id",
    "mediator__user_id",
)  # fmt: skip
# Ends of a matter that nobody handled: there is no work to look at.
NOT_HANDLED = (
    "withdrawn", "abandoned", "declined", "not_accepted", "not_in_scope", "rejected", "refused", "returned",
    "referred", "cancelled",
)  # fmt: skip


@dataclass(frozen=True)
class Eligible:
    """`handler` names a person within the county: a line of a register, an account, or a name."""

    case: int
    number: str
    closed_on: date
    handler: str
    lawyer: int | None = None
    mediator: int | None = None
    user: int | None = None
    organisation: int | None = None


def eligible(board: str, since: date, until: date, *, on_paper: bool) -> list[Eligible]:
    """Closed within the days, worked on by somebody of the board. A case that was brought in from an old register has
    one event and no dossier: only whoever reviews on paper as well has it on the list."""
    return list(_with_handlers(board, _readable(board, since, until, on_paper).order_by("pk")))


def are_any(board: str, since: date, until: date, *, on_paper: bool) -> bool:
    handled = Exists(_of_board(board).filter(case=OuterRef("pk")))
    return _readable(board, since, until, on_paper).filter(handled).exists()


def _readable(board: str, since: date, until: date, on_paper: bool) -> QuerySet[Case]:
    cases = closed(board, since, until)
    if on_paper:
        return cases
    return cases.exclude(Q(event_count__lte=1) & ~Exists(Dossier.objects.filter(case=OuterRef("pk"))))


def _of_board(board: str) -> QuerySet[Handler]:
    line = Q(lawyer__isnull=False) if board == Board.AID else Q(mediator__isnull=False)
    return Handler.objects.filter(line | Q(role__in=ROLES[Board(board)]))


def closed(board: str, since: date, until: date) -> QuerySet[Case]:
    begins = timezone.make_aware(datetime.combine(since, time.min))
    ends = timezone.make_aware(datetime.combine(until + timedelta(days=1), time.min))
    cases = Case.objects.filter(is_open=False, closed_at__gte=begins, closed_at__lt=ends)
    kind = Q(procedure_code__in=AID) if board == Board.AID else Q(version__family=FAMILY)
    return cases.filter(kind).exclude(outcome__in=NOT_HANDLED)


def _with_handlers(board: str, cases: QuerySet[Case]) -> Iterator[Eligible]:
    handlers = _handlers(board, cases)
    for pk, number, closed_at, organisation in cases.values_list(
        "pk", "number", "closed_at", "organisation_id"
    ):
        found = handlers.get(pk)
        if found is None:
            continue
        line = found.lawyer or found.mediator
        home = organisation if board == Board.MEDIATION and organisation else None
        yield Eligible(
            pk,
            number,
            timezone.localdate(closed_at),
            _named(found),
            found.lawyer_id,
            found.mediator_id,
            found.user_id or (line.user_id if line else None),
            home or (found.lawyer.firm_id if found.lawyer else None)
            or (found.mediator.organisation_id if found.mediator else None),
        )  # fmt: skip


def _handlers(board: str, cases: QuerySet[Case]) -> dict[int, Handler]:
    """Of each case whoever worked on it last and is named first."""
    found = _of_board(board).filter(case__in=cases.order_by().values("pk"))
    standing: dict[int, Handler] = {}
    for one in found.select_related("lawyer", "mediator").only(*_READ).order_by("pk"):
        before = standing.get(one.case_id)
        if before is None or (before.until is not None and one.until is None):
            standing[one.case_id] = one
    return standing


def _named(one: Handler) -> str:
    if one.lawyer_id or one.mediator_id:
        return f"lawyer {one.lawyer_id}" if one.lawyer_id else f"mediator {one.mediator_id}"
    return f"user {one.user_id}" if one.user_id else f"name {one.name}"
