from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned
from tenants.sealed import SealedTextField


class CallRound(TenantOwned):
    """Cases of a period drawn by lot for a telephone call. Whoever knows `seed` can draw the same list again."""

    since = models.DateField(_("自"))
    until = models.DateField(_("至"))
    seed = models.CharField(_("随机数种子"), max_length=40)
    drawn_from = models.PositiveIntegerField(_("从多少件中抽取"))
    drawn_at = models.DateTimeField(_("抽取时间"), default=timezone.now)
    drawn_by = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("电话回访名单")
        verbose_name_plural = _("电话回访名单")
        ordering = ["-drawn_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "since", "until", "seed"], name="a_draw_is_made_once"),
        ]

    def __str__(self) -> str:
        return f"{self.since} – {self.until}"


class Call(TenantOwned):
    """One case of the list, and what the party answered."""

    class Result(models.TextChoices):
        DUE = "", _("还没有打")
        CONFIRMED = "confirmed", _("确有其事")
        DENIED = "denied", _("当事人不知情")
        UNREACHED = "unreached", _("没有打通")

    round = TenantForeignKey(CallRound, models.CASCADE, related_name="calls")
    case = TenantForeignKey("cases.Case", models.CASCADE, related_name="+", verbose_name=_("案件"))
    position = models.PositiveSmallIntegerField()
    result = models.CharField(_("结果"), max_length=10, choices=Result, default=Result.DUE, blank=True)
    said = SealedTextField(_("当事人怎么说"), blank=True, default="")
    noted_by = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")
    noted_at = models.DateTimeField(_("登记时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("电话回访")
        verbose_name_plural = _("电话回访")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["round", "case"], name="drawn_once_in_a_round")]

    def __str__(self) -> str:
        return f"{self.round_id} {self.position}"
