"""Claims as the back office lists them."""

from collections.abc import Mapping

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from services.subsidies.models import Claim, ClaimLine, PaymentList
from tenants.models import User

_PAYABLE = Q(lines__state__in=ClaimLine.LIVE)


def claims() -> QuerySet[Claim]:
    """With `count` and `total` of what is not refused or clawed back."""
    found = Claim.objects.select_related("case", "payee__lawyer", "payee__mediator").annotate(
        count=Count("lines", filter=_PAYABLE), total=Sum("lines__amount", filter=_PAYABLE)
    )
    return found.order_by("-period", "scheme", "payee__name", "pk")


def own_lines(user: User) -> QuerySet[ClaimLine]:
    """What was claimed for somebody with an account."""
    mine = Q(payee__lawyer__user=user) | Q(payee__mediator__user=user)
    return (
        ClaimLine.objects.filter(mine)
        .select_related("claim__case", "about", "payee")
        .order_by("-claim__period", "claim", "pk")
    )


def lines_about(case: int) -> QuerySet[ClaimLine]:
    return ClaimLine.objects.filter(about=case).select_related(
        "claim__case", "payee__lawyer", "payee__mediator"
    )


def lists() -> QuerySet[PaymentList]:
    return PaymentList.objects.select_related("made_by", "paid_by").annotate(
        count=Count("rows"), total=Sum("rows__amount")
    )


def full(pk: int) -> Claim | None:
    lines = Prefetch("lines", ClaimLine.objects.select_related("about"))
    return (
        claims()
        .select_related("case__version", "compiled_by", "approved_by")
        .prefetch_related(lines)
        .filter(pk=pk)
    ).first()


def states() -> Mapping[str, int]:
    """How many claims stand in which state of their case."""
    rows = Claim.objects.order_by().values_list("case__state").annotate(Count("pk"))
    return dict(rows)
