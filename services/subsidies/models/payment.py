from django.db import models
from django.utils.translation import gettext_lazy as _

from services.subsidies.models.claim import Claim
from services.subsidies.schemes import Scheme
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned
from tenants.sealed import SealedTextField


class PaymentList(TenantOwned):
    """Approved claims that are paid together. Its rows are kept as they were when it was made.

    `made_by` and `paid_by` are never the same person. Its `year` is the one whose budget pays.
    """

    year = models.PositiveSmallIntegerField(_("年度"))
    number = models.PositiveIntegerField(_("编号"))
    scheme = models.CharField(_("补贴种类"), max_length=20, choices=Scheme)
    made_by = models.ForeignKey("tenants.User", models.PROTECT, related_name="+", verbose_name=_("制表人"))
    made_at = models.DateTimeField(_("制表时间"))
    paid_on = models.DateField(_("发放日期"), null=True, blank=True)
    paid_by = models.ForeignKey(
        "tenants.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("发放登记人")
    )

    class Meta:
        verbose_name = _("补贴发放表")
        verbose_name_plural = _("补贴发放表")
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "year", "number"], name="one_payment_list_per_number"),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.number:03}"


class PaymentRow(TenantOwned):
    """`bases`: pairs of document and clause, each once."""

    payment_list = TenantForeignKey(PaymentList, models.CASCADE, related_name="rows")
    claim = TenantForeignKey(Claim, models.PROTECT, related_name="rows")
    claim_number = models.CharField(_("申报案号"), max_length=60)
    name = models.CharField(_("受款人"), max_length=60)
    bank = models.CharField(_("开户银行"), max_length=100, blank=True)
    account = SealedTextField(_("收款账号"))
    count = models.PositiveIntegerField(_("件数或天数"))
    amount = models.DecimalField(_("金额（元）"), max_digits=12, decimal_places=2)
    bases = models.JSONField(default=list)

    class Meta:
        verbose_name = _("发放表明细")
        verbose_name_plural = _("发放表明细")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["claim"], name="a_claim_is_on_one_payment_list")]

    def __str__(self) -> str:
        return f"{self.name} {self.amount}"

    @property
    def masked(self) -> str:
        return f"****{self.account[-4:]}"
