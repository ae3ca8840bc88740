from django.db import models
from django.utils.translation import gettext_lazy as _

from services.cases.models.version import ProcedureVersion
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned
from tenants.sealed import SealedJSONField


class NumberSeries(TenantOwned):
    """The last number given in a series (民调, 法援 …) of a year."""

    series = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "series", "year"], name="one_series_per_year"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.series} {self.last}"


class Case(TenantOwned):
    """A matter that runs through a procedure. `services.cases.actions.advance` alone changes its state.

    `revision` counts the writes: whoever acts says which one they saw. `turn` are the procedure's roles that must act,
    `waiting_for` who that is in this house (a role of the tenant, `citizen` or `outside`). `due_at` is the end of the
    clock that ends first. `data` is everything that was filled in, by field.
    """

    class Channel(models.TextChoices):
        ONLINE = "online", _("网上")
        COUNTER = "counter", _("窗口")
        PHONE = "phone", _("电话")
        TRANSFERRED = "transferred", _("移送")
        PATROL = "patrol", _("排查")
        FOLLOW_UP = "follow_up", _("由前案引出")

    number = models.CharField(_("案号"), max_length=60)
    lookup_hash = models.CharField(max_length=64, editable=False)
    version = TenantForeignKey(
        ProcedureVersion, models.PROTECT, related_name="cases", verbose_name=_("程序版本")
    )
    procedure_code = models.CharField(_("程序"), max_length=60)
    title = models.CharField(_("案由"), max_length=200)
    state = models.CharField(_("状态"), max_length=60)
    is_open = models.BooleanField(_("在办"), default=True)
    outcome = models.CharField(_("结果"), max_length=60, blank=True)
    turn = models.JSONField(_("轮到谁"), default=list)
    waiting_for = models.CharField(_("等待"), max_length=20, blank=True)
    due_at = models.DateTimeField(_("最近期限"), null=True, blank=True)
    source = models.CharField(_("来源"), max_length=40, blank=True)
    channel = models.CharField(_("渠道"), max_length=20, choices=Channel, default=Channel.COUNTER)
    matter = models.CharField(_("纠纷类型"), max_length=60, blank=True)
    amount = models.DecimalField(_("涉及金额（元）"), max_digits=14, decimal_places=2, null=True, blank=True)
    place = models.ForeignKey(
        "tenants.Division", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("发生地")
    )
    organisation = TenantForeignKey(
        "directory.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=_("受理机构"),
    )
    data = SealedJSONField(default=dict)
    parent = TenantForeignKey("self", models.PROTECT, null=True, blank=True, related_name="follow_ups")
    opened_at = models.DateTimeField(_("登记时间"))
    closed_at = models.DateTimeField(_("办结时间"), null=True, blank=True)
    opened_by = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=0)
    head = models.CharField(_("校验链首"), max_length=64, blank=True)
    event_count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("案件")
        verbose_name_plural = _("案件")
        ordering = ["-opened_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["tenant", "number"], name="one_case_per_number")]
        indexes = [
            models.Index(fields=["tenant", "is_open", "waiting_for", "due_at"], name="case_worklist"),
            models.Index(fields=["tenant", "-opened_at"], name="case_newest"),
            models.Index(fields=["tenant", "is_open", "due_at"], name="case_late"),
            models.Index(fields=["tenant", "is_open", "closed_at"], name="case_by_its_end"),
        ]

    def __str__(self) -> str:
        return self.number
