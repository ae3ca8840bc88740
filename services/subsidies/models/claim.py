from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from services.calendar import periods
from services.cases.models import Case
from services.directory.models import Lawyer, Mediator
from services.subsidies.schemes import Scheme
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned
from tenants.sealed import SealedTextField


class Payee(TenantOwned):
    """Who is paid: a line of a register, or a name where there is none (an arbitrator)."""

    name = models.CharField(_("姓名"), max_length=60)
    lawyer = TenantForeignKey(
        Lawyer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("律师")
    )
    mediator = TenantForeignKey(
        Mediator, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("调解员")
    )
    official = models.BooleanField(
        _("公职人员"), default=False, help_text=_("公职律师不用勾选，名册里已经有。")
    )
    bank = models.CharField(_("开户银行"), max_length=100, blank=True)
    account = SealedTextField(
        _("收款账号"), blank=True, default="", help_text=_("加密保存，页面上只显示末四位。")
    )

    class Meta:
        verbose_name = _("受款人")
        verbose_name_plural = _("受款人")
        ordering = ["name", "pk"]
        constraints = [
            *(
                models.UniqueConstraint(
                    fields=["tenant", line],
                    condition=Q(**{f"{line}__isnull": False}),
                    name=f"a_{line}_is_one_payee",
                )
                for line in ("lawyer", "mediator")
            ),
            models.UniqueConstraint(
                fields=["tenant", "name"],
                condition=Q(lawyer=None, mediator=None),
                name="a_name_without_a_line_is_one_payee",
                violation_error_message=_("已有同名的受款人。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_official(self) -> bool:
        return self.official or (self.lawyer is not None and self.lawyer.kind == Lawyer.Kind.PUBLIC)


class Claim(TenantOwned):
    """A case of SUBSIDY_CLAIM: what one payee claims under one scheme for one period, all of one tier.

    Its state is the case's. `compiled_by` and `approved_by` are never the same person.
    """

    case = TenantForeignKey(Case, models.PROTECT, related_name="+", verbose_name=_("申报案号"))
    scheme = models.CharField(_("补贴种类"), max_length=20, choices=Scheme)
    payee = TenantForeignKey(Payee, models.PROTECT, related_name="claims", verbose_name=_("受款人"))
    period = models.CharField(_("期间"), max_length=7)
    tier = models.CharField(max_length=20, blank=True)
    compiled_by = models.ForeignKey(
        "tenants.User", models.PROTECT, related_name="+", verbose_name=_("编制人")
    )
    compiled_at = models.DateTimeField(_("编制时间"))
    approved_by = models.ForeignKey(
        "tenants.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("审核人")
    )
    paid_on = models.DateField(_("发放日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("补贴申报")
        verbose_name_plural = _("补贴申报")
        ordering = ["-period", "scheme", "payee__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["case"], name="one_claim_per_claim_case")]
        indexes = [models.Index(fields=["tenant", "paid_on"], name="claims_by_payment")]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} · {self.payee.name} · {self.period}"

    @property
    def when(self) -> str:
        found = periods.read(self.period)
        return str(found) if found else self.period


class ClaimLine(TenantOwned):
    """One case, or one day of duty. The class is kept as it was when it was chosen, with the clauses it rests on.

    `least` and `most` already hold the rise for mediation by video (`percent`). `grounds` (why the work is paid) and
    `bases` (why so much) are pairs of document and clause. `settled` is asked of petition cases only.
    """

    class State(models.TextChoices):
        CLAIMED = "claimed", _("申报")
        APPROVED = "approved", _("核定")
        REFUSED = "refused", _("不予补贴")
        PAID = "paid", _("已发放")
        CLAWED_BACK = "clawed_back", _("已追回")

    LIVE = (State.CLAIMED, State.APPROVED, State.PAID)

    claim = TenantForeignKey(Claim, models.CASCADE, related_name="lines")
    scheme = models.CharField(max_length=20, choices=Scheme)
    payee = TenantForeignKey(Payee, models.PROTECT, related_name="lines")
    about = TenantForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("案件")
    )
    day = models.DateField(_("值班日期"), null=True, blank=True)
    rate = models.CharField(max_length=60, blank=True)
    rate_name = models.CharField(_("档次"), max_length=100, blank=True)
    tier = models.CharField(max_length=20, blank=True)
    least = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    most = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    remote = models.BooleanField(default=False)
    grounds = models.JSONField(default=list)
    bases = models.JSONField(default=list)
    amount = models.DecimalField(_("金额（元）"), max_digits=10, decimal_places=2, null=True, blank=True)
    reason = models.CharField(_("理由"), max_length=300, blank=True)
    settled = models.BooleanField(_("达成协议"), null=True)
    despite = models.CharField(_("有异常线索仍然核定的理由"), max_length=300, blank=True)
    state = models.CharField(_("状态"), max_length=11, choices=State, default=State.CLAIMED)
    refused_because = models.CharField(_("不予补贴、追回的理由"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("补贴明细")
        verbose_name_plural = _("补贴明细")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "scheme", "about"],
                condition=Q(about__isnull=False, state__in=["claimed", "approved", "paid"]),
                name="a_case_is_paid_once_per_scheme",
            ),
            models.UniqueConstraint(
                fields=["tenant", "scheme", "payee", "day"],
                condition=Q(day__isnull=False, state__in=["claimed", "approved", "paid"]),
                name="a_day_of_duty_is_paid_once",
            ),
            models.CheckConstraint(
                condition=Q(about__isnull=False, day=None) | Q(about=None, day__isnull=False),
                name="a_line_is_a_case_or_a_day",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "state", "scheme"], name="claim_lines_by_state")]

    def __str__(self) -> str:
        return str(self.about or self.day)

    @property
    def clauses(self) -> list[tuple[str, str]]:
        """Each once, those of the amount first."""
        return list(dict.fromkeys((document, clause) for document, clause in [*self.bases, *self.grounds]))
