from django.db import models
from django.utils.translation import gettext_lazy as _

from services.cases.models.case import Case
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned


class CaseClock(TenantOwned):
    """One run of a clock of the procedure. What happened to it is kept; `due_at` and `speaks_at` are worked out.

    `pauses`: [[since, until or null], …] and `extensions`: [code of a number, …]. `number` is what it counts.
    `spoken` counts the instants (warning, due, overdue, escalation) that were told; `speaks_at` is the next one.
    """

    class Status(models.TextChoices):
        RUNNING = "running", _("计时中")
        PAUSED = "paused", _("暂停")
        STOPPED = "stopped", _("已结束")

    case = TenantForeignKey(Case, models.CASCADE, related_name="clocks")
    code = models.CharField(max_length=60)
    number = models.CharField(max_length=60)
    status = models.CharField(_("状态"), max_length=10, choices=Status, default=Status.RUNNING)
    started_at = models.DateTimeField(_("开始"))
    ended_at = models.DateTimeField(_("结束"), null=True, blank=True)
    pauses = models.JSONField(default=list)
    extensions = models.JSONField(default=list)
    event_day = models.DateField(null=True, blank=True)
    agreed_day = models.DateField(null=True, blank=True)
    due_at = models.DateTimeField(_("到期"), null=True, blank=True)
    assumed_from = models.DateField(_("推定起"), null=True, blank=True)
    unknown_because = models.CharField(max_length=20, blank=True)
    speaks_at = models.DateTimeField(null=True, blank=True)
    spoken = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("期限")
        verbose_name_plural = _("期限")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "code"],
                condition=models.Q(status__in=["running", "paused"]),
                name="a_clock_runs_once",
            ),
        ]
        indexes = [models.Index(fields=["status", "speaks_at"], name="clock_to_speak")]

    def __str__(self) -> str:
        return self.code
