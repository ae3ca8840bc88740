from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.fields import TenantForeignKey, TenantManyToManyField
from tenants.models import TenantOwned
from tenants.sealed import SealedTextField


class Kind(models.TextChoices):
    PHONE_BOTH = "phone_both", _("双方同一个电话")
    PHONE_AGAIN = "phone_again", _("同一个电话反复出现")
    PHONE_MEDIATOR = "phone_mediator", _("当事人电话是调解员的")
    COPIED = "copied", _("文字几乎一样")
    IN_MINUTES = "in_minutes", _("几分钟内办完")
    TWO_AT_ONCE = "two_at_once", _("同一时间主持两场")
    MANY_A_DAY = "many_a_day", _("一天办得太多")
    SIGNED_TOGETHER = "signed_together", _("几件接连签名")
    BEFORE_OPENED = "before_opened", _("协议早于登记")
    ODD_HOURS = "odd_hours", _("夜间和节假日")
    VILLAGE_MONTH = "village_month", _("一个村突然增多")
    VILLAGE_SHARE = "village_share", _("一个村特别多")
    SAME_SIDES = "same_sides", _("同样的双方反复出现")
    CIRCLE = "circle", _("几个人轮流作双方")
    MEDIATOR_PARTY = "mediator_party", _("当事人与调解员同名")
    DENIED = "denied", _("回访时当事人不知情")


class Finding(TenantOwned):
    """A sign that some mediations may not have happened: facts with figures, never a verdict.

    `key` is the same for the same thing found again. `reason` is Chinese, as it was found. It decides nothing by
    itself; what a supervisor makes of it is `state`.
    """

    class Strength(models.IntegerChoices):
        WEAK = 1, _("先看一看")
        MIDDLE = 2, _("值得核实")
        STRONG = 3, _("要尽快核实")

    class State(models.TextChoices):
        OPEN = "open", _("待核查")
        ASKED = "asked", _("已请说明")
        VISITING = "visiting", _("正在走访")
        CLEARED = "cleared", _("已排除")
        PASSED_ON = "passed_on", _("已移交调查")

    kind = models.CharField(_("线索"), max_length=20, choices=Kind)
    key = models.CharField(max_length=120, editable=False)
    strength = models.PositiveSmallIntegerField(_("程度"), choices=Strength)
    reason = models.TextField(_("情况"))
    cases = TenantManyToManyField("cases.Case", related_name="+", verbose_name=_("案件"))
    mediator = TenantForeignKey(
        "directory.Mediator",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("调解员"),
    )
    organisation = TenantForeignKey(
        "directory.Organisation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("机构"),
    )
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.OPEN)
    first_seen = models.DateTimeField(_("首次发现"), default=timezone.now)
    last_seen = models.DateTimeField(_("最近一次发现"), default=timezone.now)
    complaint = TenantForeignKey(
        "cases.Case", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("移交的案件")
    )

    class Meta:
        verbose_name = _("异常线索")
        verbose_name_plural = _("异常线索")
        ordering = ["-strength", "-last_seen", "-pk"]
        constraints = [models.UniqueConstraint(fields=["tenant", "key"], name="one_finding_per_key")]
        indexes = [models.Index(fields=["tenant", "state", "-strength"], name="findings_to_answer")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


class FindingNote(TenantOwned):
    """What somebody said or did about a finding, and the state it came into. Nothing of it is changed afterwards."""

    finding = TenantForeignKey(Finding, models.CASCADE, related_name="notes")
    state = models.CharField(_("状态"), max_length=10, choices=Finding.State)
    text = SealedTextField(_("说明"))
    actor = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")
    actor_name = models.CharField(_("经办"), max_length=120, blank=True)
    at = models.DateTimeField(_("时间"), default=timezone.now)

    class Meta:
        verbose_name = _("核查记录")
        verbose_name_plural = _("核查记录")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.state}"


class Look(TenantOwned):
    """When the county was last looked over, and a mark of what was there: where it is the same, nobody looks again."""

    mark = models.CharField(max_length=64)
    since = models.DateField(_("自"))
    until = models.DateField(_("至"))
    cases = models.PositiveIntegerField(_("案件数"), default=0)
    at = models.DateTimeField(_("核对时间"), default=timezone.now)

    class Meta:
        verbose_name = _("自动核对")
        verbose_name_plural = _("自动核对")
        constraints = [models.UniqueConstraint(fields=["tenant"], name="one_last_look")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
