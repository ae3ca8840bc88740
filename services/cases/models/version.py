from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned


class ProcedureVersion(TenantOwned):
    """One procedure as it was declared, complete and never changed: what runs under it keeps it.

    `text` is the declaration as `services.procedures.load.stored` writes it; `form` the application form that
    belongs to it, as data, where the county has one of its own.
    """

    class Origin(models.TextChoices):
        SHIPPED = "shipped", _("随产品提供")
        COUNTY = "county", _("本县制定")

    code = models.CharField(_("程序"), max_length=60)
    name = models.CharField(_("名称"), max_length=100)
    family = models.CharField(max_length=40)
    digest = models.CharField(_("版本"), max_length=64)
    text = models.TextField()
    form = models.TextField(blank=True)
    origin = models.CharField(_("来源"), max_length=10, choices=Origin, default=Origin.SHIPPED)
    made_by = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(_("制定时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("程序版本")
        verbose_name_plural = _("程序版本")
        constraints = [models.UniqueConstraint(fields=["tenant", "digest"], name="one_row_per_version")]

    def __str__(self) -> str:
        return f"{self.name} {self.digest[:8]}"


class Enactment(TenantOwned):
    """From which day which version is in force; no version means the shipped one. Going back is a new row."""

    code = models.CharField(_("程序"), max_length=60)
    version = TenantForeignKey(
        ProcedureVersion, models.PROTECT, null=True, blank=True, related_name="enactments"
    )
    since = models.DateField(_("生效日期"))
    note = models.CharField(_("说明"), max_length=300, blank=True)
    made_by = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(_("批准时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("程序启用")
        verbose_name_plural = _("程序启用")
        indexes = [models.Index(fields=["tenant", "code", "since"])]

    def __str__(self) -> str:
        return f"{self.code} {self.since:%Y-%m-%d}"
