from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.subsidies.schemes import Scheme
from tenants.fields import TenantManyToManyField
from tenants.models import TenantOwned


class Rate(TenantOwned):
    """What the county itself pays, where documents leave it to the place. Never without the clause it rests on.

    Either an amount (`least` to `most`, the same where it is fixed) or `percent`: so much more when the case was
    mediated by video. `until` is the last day.
    """

    scheme = models.CharField(_("补贴种类"), max_length=20, choices=Scheme)
    name = models.CharField(_("档次名称"), max_length=60, help_text=_("例如“简易纠纷”“疑难复杂纠纷”"))
    least = models.DecimalField(
        _("金额（元），或者幅度的下限"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    most = models.DecimalField(
        _("幅度的上限（元）"),
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("金额固定的不填。"),
    )
    percent = models.PositiveSmallIntegerField(
        _("远程视频调解提高百分之几"),
        null=True,
        blank=True,
        help_text=_("只登记提高比例的填写这一项，金额留空。"),
    )
    document_number = models.CharField(
        _("依据文件"), max_length=100, help_text=_("文号；没有文号的写《文件名称》。")
    )
    clause = models.CharField(_("条款"), max_length=60)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    since = models.DateField(_("自何日起"), default=timezone.localdate)
    until = models.DateField(_("至何日止"), null=True, blank=True)
    entered_by = models.ForeignKey(
        "tenants.User", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("补贴标准")
        verbose_name_plural = _("补贴标准")
        ordering = ["scheme", "least", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent=None, least__gte=0, most__gte=F("least"))
                | Q(percent__gt=0, least=None, most=None),
                name="a_rate_is_an_amount_or_a_rise",
                violation_error_message=_("填写金额（上限不能低于下限），或者只填写提高的百分比。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} · {self.name}"


class SchemeRule(TenantOwned):
    """How the county handles a scheme where the documents leave it open. Without a row the defaults of `rules` hold."""

    scheme = models.CharField(_("补贴种类"), max_length=20, choices=Scheme)
    needs_review = models.BooleanField(_("案卷经过评查、结果合格的才申报"), default=True)
    bars_officials = models.BooleanField(_("公职人员不领取"), default=False)
    rosters = TenantManyToManyField(
        "booking.Roster",
        blank=True,
        related_name="+",
        verbose_name=_("计入补贴的值班表"),
        help_text=_("按值班天数发放的填写。律师值班补贴不选的，计入全部值班表。"),
    )
    basis = models.CharField(_("依据"), max_length=200, help_text=_("本县规定的文号和条款。"))

    class Meta:
        verbose_name = _("补贴申报规则")
        verbose_name_plural = _("补贴申报规则")
        ordering = ["scheme"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "scheme"],
                name="one_rule_per_scheme",
                violation_error_message=_("这种补贴已经登记过规则，请直接修改。"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_scheme_display())


class Budget(TenantOwned):
    """Money set aside for a scheme in a year; it warns and stops nobody."""

    year = models.PositiveSmallIntegerField(_("年度"))
    scheme = models.CharField(_("补贴种类"), max_length=20, choices=Scheme)
    amount = models.DecimalField(_("预算（元）"), max_digits=12, decimal_places=2)
    basis = models.CharField(_("依据"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("补贴预算")
        verbose_name_plural = _("补贴预算")
        ordering = ["-year", "scheme"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "year", "scheme"],
                name="one_budget_per_year_and_scheme",
                violation_error_message=_("这一年的这种补贴已经登记过预算，请直接修改。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.get_scheme_display()}"
