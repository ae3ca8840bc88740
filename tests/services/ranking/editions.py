"""Editions made from figures, without the cases behind them."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.utils import timezone

from services.calendar.half_years import HalfYear, read
from services.directory.kinds import OrganisationKind
from services.directory.models import Lawyer, Organisation
from services.ranking.actions.fill import fill
from services.ranking.actions.open_objections import open_objections
from services.ranking.actions.publish import publish
from services.ranking.formula import shipped
from services.ranking.models import Edition
from tenants import roles
from tenants.models import Tenant, User

LICENSED = date(2015, 7, 1)
HELD = frozenset({roles.CASE_OFFICER})
FIGURES = {
    "cases": "9", "assessed": "8", "qualified": "7", "due": "10", "in_time": "9", "voices": "5", "voice_points": "455",
    "reviews": "1", "review_points": "92.5", "consultations": "12", "hours": "12.5", "complaints": "0",
}  # fmt: skip


def figures(**other: object) -> dict[str, str]:
    return FIGURES | {code: str(value) for code, value in other.items()}


def firm(tenant: Tenant, name: str = "云溪律师事务所") -> Organisation:
    return Organisation.objects.get_or_create(
        tenant=tenant, name=name, kind=OrganisationKind.LAW_FIRM, division=tenant.division
    )[0]


def lawyers(tenant: Tenant, *names: str, **fields: object) -> list[Lawyer]:
    at = firm(tenant)
    made = [
        Lawyer(
            tenant=tenant,
            name=name,
            firm=at,
            licensed_on=LICENSED,
            licence=f"{tenant.pk}-{place}-{name}",
            **fields,
        )
        for place, name in enumerate(names)
    ]
    return Lawyer.objects.bulk_create(made)


def counted(
    tenant: Tenant,
    counts: Mapping[int, Mapping[str, str]],
    *,
    actor: User,
    period: str = "2026H1",
    board: str = "lawyers",
    before: Edition | None = None,
) -> Edition:
    half = read(period)
    edition = Edition.objects.create(
        tenant=tenant,
        board=board,
        since=half.since,
        until=half.until,
        formula=shipped(board),
        salt=f"{tenant.slug}{period}",
        counted_at=noon(half, 3),
        counted_by=actor,
        before=before,
    )
    fill(edition, counts)
    return edition


def noon(half: HalfYear, days: int) -> datetime:
    """So many days after the end of the half year."""
    return timezone.make_aware(datetime.combine(half.until, datetime.min.time())) + timedelta(days, hours=12)


def publication(edition: Edition, *, by: User, opener: User | None = None) -> Edition:
    half = read(edition.period)
    opened = open_objections(edition, actor=opener or by, held=HELD, now=noon(half, 4))
    return publish(opened, actor=by, held=HELD, now=noon(half, 20))
