from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from services.booking.models import Roster
from services.directory.models import Lawyer
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned


class Statement(TenantOwned):
    """A month of one duty roster as the officer confirmed it. `rows` never change; `month` is its first day."""

    roster = TenantForeignKey(Roster, models.PROTECT, related_name="statements", verbose_name=_("值班表"))
    month = models.DateField(_("月份"))
    rows = models.JSONField(_("统计"), default=list)
    confirmed_by = models.ForeignKey("tenants.User", models.SET_NULL, null=True, related_name="+")
    confirmed_name = models.CharField(_("确认人"), max_length=120)
    confirmed_at = models.DateTimeField(_("确认时间"))

    class Meta:
        verbose_name = _("月度值班统计")
        verbose_name_plural = _("月度值班统计")
        ordering = ["-month", "roster"]
        constraints = [models.UniqueConstraint(fields=["roster", "month"], name="one_statement_per_month")]

    def __str__(self) -> str:
        return f"{self.roster} {self.month:%Y-%m}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("A confirmed statement is never changed.")
        super().save(*args, **kwargs)


class HoursEntry(TenantOwned):
    """Public service besides duty and consultations, in hours. It counts once the centre has confirmed it."""

    class Kind(models.TextChoices):
        LECTURE = "lecture", _("普法宣传")
        VILLAGE = "village", _("村（社区）法律顾问")
        MEDIATION = "mediation", _("参与调解")
        PETITION = "petition", _("参与信访接待")
        WRITING = "writing", _("代写法律文书")
        OTHER = "other", _("其他公益法律服务")

    class State(models.TextChoices):
        WAITING = "waiting", _("等待确认")
        CONFIRMED = "confirmed", _("已确认")
        RETURNED = "returned", _("未予确认")

    lawyer = TenantForeignKey(Lawyer, models.CASCADE, related_name="hours", verbose_name=_("律师"))
    on = models.DateField(_("日期"))
    kind = models.CharField(_("服务类别"), max_length=10, choices=Kind)
    hours = models.DecimalField(
        _("小时"),
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(Decimal("0.5")), MaxValueValidator(Decimal(24))],
    )
    note = models.CharField(_("在哪里做了什么"), max_length=200)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.WAITING)
    answer = models.CharField(_("未予确认的原因"), max_length=200, blank=True)
    entered_by = models.ForeignKey("tenants.User", models.SET_NULL, null=True, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("公益服务时间")
        verbose_name_plural = _("公益服务时间")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hours__gt=0) & models.Q(hours__lte=24), name="hours_of_one_day"
            )
        ]
        indexes = [models.Index(fields=["tenant", "state", "on"], name="hours_by_state")]

    def __str__(self) -> str:
        return f"{self.on} {self.get_kind_display()} {self.hours}"
