"""What was spent of what was set aside."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import DecimalField, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from services.subsidies.models import Budget, ClaimLine

_SUM = DecimalField(max_digits=12, decimal_places=2)
NOTHING = Decimal(0)


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
    """With `spent` in the year of payment, what was clawed back not counted."""
    paid = ClaimLine.objects.filter(
        scheme=OuterRef("scheme"), claim__paid_on__year=OuterRef("year"), state=ClaimLine.State.PAID
    )
    total = paid.order_by().values("scheme").annotate(total=Sum("amount")).values("total")
    return Budget.objects.annotate(spent=Coalesce(Subquery(total), Value(NOTHING), output_field=_SUM))


def purse(scheme: str, year: int) -> Purse | None:
    """None where the county has set nothing aside in writing."""
    budget = budgets().filter(scheme=scheme, year=year).first()
    if budget is None:
        return None
    bound = ClaimLine.objects.filter(scheme=scheme, state=ClaimLine.State.APPROVED)
    return Purse(budget.amount, budget.spent, bound.aggregate(total=Sum("amount"))["total"] or NOTHING)
