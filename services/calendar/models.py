from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.models import TenantOwned


class Source(models.TextChoices):
    LIBRARY = "library", _("国务院办公厅安排")
    EDITOR = "editor", _("本单位修改")


class CalendarDay(TenantOwned):
    """A day that is not what its weekday says: off on a weekday, or worked on a weekend. All others follow the week."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", _("放假")
        MAKEUP = "makeup", _("上班（补班）")

    date = models.DateField(_("日期"))
    kind = models.CharField(_("安排"), max_length=10, choices=Kind)
    name = models.CharField(_("名称"), max_length=40)
    source = models.CharField(_("来源"), max_length=10, choices=Source, default=Source.EDITOR, editable=False)

    class Meta:
        verbose_name = _("特殊日期")
        verbose_name_plural = _("工作日历")
        ordering = ["-date"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "date"], name="a_day_stands_once_in_a_calendar"),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


class CalendarYear(TenantOwned):
    """A year whose days are all in the table. Of any other year nobody knows yet which days are off."""

    year = models.PositiveSmallIntegerField(_("年份"))
    source = models.CharField(_("来源"), max_length=10, choices=Source)
    filled_at = models.DateTimeField(_("填入时间"), auto_now=True)

    class Meta:
        verbose_name = _("年度安排")
        verbose_name_plural = _("年度安排")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "year"], name="a_year_stands_once_in_a_calendar"),
        ]

    def __str__(self) -> str:
        return str(self.year)
