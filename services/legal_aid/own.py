"""What a lawyer sees of their own work."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from services.calendar.half_years import HalfYear, last_finished
from services.cases.models import Case, Handler
from services.cases.queries.procedures import in_force
from services.cases.suspended import ROLE
from services.complaints.queries import suspended
from services.directory.models import Lawyer
from services.legal_aid.facts import threshold
from services.legal_aid.models import HoursEntry, Volunteer
from services.legal_aid.queries import consultations, hours
from services.procedures.terms import Number
from services.voices.queries import Tally, tally_of
from tenants.models import Tenant

EVER = date(2000, 1, 1)


@dataclass(frozen=True)
class Meter:
    """How far somebody is to a number of a document."""

    done: Decimal | int
    least: int
    number: Number

    @property
    def left(self) -> Decimal | int:
        return max(self.least - self.done, 0)


@dataclass(frozen=True)
class Own:
    """`voices` are sums of `half`, which is over: a sum that grows from day to day tells who spoke in between.

    Those of few (`voices.is_few`) are not shown.
    """

    hours: Meter
    consultations: Meter
    half: HalfYear
    voices: Tally
    suspended: bool
    entries: list[HoursEntry]
    application: Volunteer | None


def public_hours(tenant: Tenant) -> Number:
    """Hours of public service a lawyer is to give in a year."""
    return in_force(tenant, "LA_RANKING").numbers["public_hours"]


def own(lawyer: Lawyer, tenant: Tenant, today: date | None = None) -> Own:
    today = today or timezone.localdate()
    year, ever, needed = public_hours(tenant), consultations(EVER, today), threshold(tenant)
    half = last_finished(today)
    spent = hours(date(today.year, 1, 1), today).get(lawyer.pk, Decimal(0))
    return Own(
        hours=Meter(spent, year.least or 0, year),
        consultations=Meter(ever.get(lawyer.pk, 0), needed.least or 0, needed),
        half=half,
        voices=tally_of("lawyer", lawyer.pk, half.since, half.until),
        suspended=lawyer.pk in suspended(today),
        entries=list(HoursEntry.objects.filter(lawyer=lawyer)[:10]),
        application=Volunteer.objects.filter(lawyer=lawyer).first(),
    )


def cases_of(lawyer: Lawyer) -> QuerySet[Case]:
    """Open cases of legal aid that name the lawyer; what is late or ends first stands first."""
    named = Handler.objects.filter(lawyer=lawyer, role=ROLE, until=None).values("case")
    return Case.objects.filter(pk__in=named, is_open=True).order_by("due_at", "pk")
