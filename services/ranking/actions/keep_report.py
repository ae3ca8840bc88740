"""Keeps the numbers of the half-yearly report as they are today; later corrections do not move them."""

from datetime import datetime

from services.calendar.half_years import HalfYear
from services.ranking.models import HalfYearReport
from services.ranking.reporting import figures
from tenants.models import Tenant


def keep_report(tenant: Tenant, period: HalfYear, *, now: datetime) -> HalfYearReport:
    """Once a period, inside the transaction that publishes its first edition."""
    found = HalfYearReport.objects.filter(since=period.since).first()
    return found or HalfYearReport.objects.create(
        tenant=tenant, since=period.since, figures=figures(period), made_at=now
    )
