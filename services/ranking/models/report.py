"""What the half-yearly report said on the day it was made."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.ranking.models.edition import FrozenError
from tenants.models import TenantOwned


class HalfYearReport(TenantOwned):
    """`figures` as `services.ranking.reporting` made them when the first edition of the period was published."""

    since = models.DateField(_("统计期自"))
    figures = models.JSONField(default=dict)
    made_at = models.DateTimeField(_("生成时间"))

    class Meta:
        verbose_name = _("半年报告")
        verbose_name_plural = _("半年报告")
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "since"], name="one_report_a_half_year"),
        ]

    def __str__(self) -> str:
        return f"{self.since:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise FrozenError
        super().save(*args, **kwargs)
