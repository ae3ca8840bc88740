"""Who could read a dossier of a board, and who may read a certain one."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from services.reviews.conflicts import Reader, about, conflict, readers
from services.reviews.models import Reading, Reviewer, Round, Sampled
from services.reviews.rules import READS
from tenants.models import Membership, User
from tenants.queries import live


def pool(board: str) -> dict[int, Reader]:
    """The active ones of the county's list who hold a role in which people read, by account."""
    lines: dict[int, list] = {}
    listed = Reviewer.objects.filter(board=board, active=True).select_related("user", "lawyer", "mediator")
    for one in listed:
        if one.account_id is not None:
            lines.setdefault(one.account_id, []).extend(filter(None, (one.lawyer, one.mediator)))
    return readers(able(lines), lines)


def able(accounts: Iterable[int]) -> QuerySet[User]:
    members = Membership.objects.filter(live(), user__in=list(accounts), role__in=READS).values("user")
    return User.objects.filter(pk__in=members, is_active=True)


def open_readings(user: User) -> QuerySet[Reading]:
    return Reading.objects.filter(reviewer=user, declined_at=None, submitted_at=None, sampled__closed=False)


def load(row: Round) -> Counter[int]:
    """How many dossiers of the round each has been given, declined ones left out."""
    given = Reading.objects.filter(sampled__round=row, declined_at=None)
    return Counter(given.order_by().values_list("reviewer", flat=True))


def free_for(sampled: Sampled, among: Mapping[int, Reader]) -> list[int]:
    """Whoever neither has a reason against it nor reads it already."""
    here = about(sampled.case, organisation=sampled.organisation_id)
    taken = set(Reading.objects.filter(sampled=sampled).values_list("reviewer", flat=True))
    return [pk for pk, reader in among.items() if pk not in taken and not conflict(reader, here)]


def obstacles(row: Round, among: Mapping[int, Reader]) -> Counter[tuple[int, str]]:
    """By account and reason, of how many dossiers of the round that are not decided."""
    found: Counter[tuple[int, str]] = Counter()
    for sampled in row.sampled.filter(closed=False).select_related("case"):
        here = about(sampled.case, organisation=sampled.organisation_id)
        found.update((pk, reason) for pk, reader in among.items() if (reason := conflict(reader, here)))
    return found
