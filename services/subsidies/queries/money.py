"""What was spent of what was set aside."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import DecimalField, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, ExtractYear
from django.utils import timezone

from services.subsidies.models import Budget, Claim, ClaimLine, PaymentList

_SUM = DecimalField(max_digits=12, decimal_places=2)
NOTHING = Decimal(0)

# The budget year of a paid line: that of its list; of what was paid past the lists that of its payment.
_YEAR = Coalesce(
    "claim__rows__payment_list__year", ExtractYear("claim__paid_on"), output_field=IntegerField()
)


@dataclass(frozen=True)
class Purse:
    """`bound`: approved and not paid yet."""

    amount: Decimal
    spent: Decimal
    bound: Decimal

    @property
    def left(self) -> Decimal:
        return self.amount - self.spent - self.bound


def budgets() -> QuerySet[Budget]:
    """With `spent`, what was clawed back not counted."""
    paid = ClaimLine.objects.annotate(counted=_YEAR).filter(
        scheme=OuterRef("scheme"), counted=OuterRef("year"), state=ClaimLine.State.PAID
    )
    total = paid.order_by().values("scheme").annotate(total=Sum("amount")).values("total")
    return Budget.objects.annotate(spent=Coalesce(Subquery(total), Value(NOTHING), output_field=_SUM))


def purse(scheme: str, year: int) -> Purse | None:
    """None where the county has set nothing aside in writing."""
    budget = budgets().filter(scheme=scheme, year=year).first()
    if budget is None:
        return None
    bound = ClaimLine.objects.filter(scheme=scheme, state=ClaimLine.State.APPROVED)
    bound = bound.filter(Q(claim__rows__payment_list__year=year) | _unlisted(year))
    return Purse(budget.amount, budget.spent, bound.aggregate(total=Sum("amount"))["total"] or NOTHING)


def year_of(claim: Claim) -> int:
    """Whose budget pays it: the year of its list; this year while it is on none."""
    listed = PaymentList.objects.filter(rows__claim=claim).values_list("year", flat=True).first()
    return listed or (claim.paid_on or timezone.localdate()).year


def _unlisted(year: int) -> Q:
    """What is on no list yet will be on one of this year at the earliest."""
    return Q(claim__rows=None) if year == timezone.localdate().year else Q(pk__in=[])
