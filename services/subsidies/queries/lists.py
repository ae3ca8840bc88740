from django.db.models import F, Prefetch, QuerySet

from services.subsidies.models import Claim, ClaimLine, PaymentRow


def ready(scheme: str = "") -> QuerySet[Claim]:
    """Approved by somebody else than who compiled them, and on no list yet.

    A claim that was approved on the page of its case, past the pages of subsidies, has nobody in `approved_by`.
    """
    found = Claim.objects.filter(case__state="approved", lines__state=ClaimLine.State.APPROVED).distinct()
    if scheme:
        found = found.filter(scheme=scheme)
    found = found.exclude(approved_by=None).exclude(approved_by=F("compiled_by"))
    found = found.exclude(pk__in=PaymentRow.objects.values("claim"))
    return found.select_related("case", "payee").prefetch_related(
        Prefetch("lines", ClaimLine.objects.select_related("about"))
    )
