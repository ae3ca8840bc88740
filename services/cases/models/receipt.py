from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.cases.models.case import Case
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned

# As long as somebody may read and print the code once more.
CODE_SHOWN = timedelta(minutes=30)


class Receipt(TenantOwned):
    """What the sender of an application (`owner`: a person or a browser's session) reads after sending it.

    `token` is of the summary that was confirmed: the same one confirmed twice opens one case. The lookup code stays
    sealed here for the minutes in which the receipt is read and printed, then it is gone.
    """

    owner = models.CharField(max_length=64)
    token = models.CharField(max_length=40)
    case = TenantForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="receipts")
    sealed_code = models.TextField(blank=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("回执")
        verbose_name_plural = _("回执")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "owner", "token"], name="one_receipt_per_confirmation"),
        ]

    def __str__(self) -> str:
        return self.token[:8]
