from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned


class Draft(TenantOwned):
    """A procedure that a county is changing. Only actions write it; `revision` counts the saves.

    `text` is the declaration as `services.procedures.load.stored` writes it, but it may hold faults; `form` the
    application form as data, empty where the county has none of its own. `base_digest` is the version it began as.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("草稿")
        SUBMITTED = "submitted", _("待审批")
        APPROVED = "approved", _("已批准，待启用")
        RETURNED = "returned", _("已退回")
        ENACTED = "enacted", _("已启用")
        DROPPED = "dropped", _("已放弃")

    code = models.CharField(_("程序"), max_length=60)
    name = models.CharField(_("名称"), max_length=100)
    base_digest = models.CharField(max_length=64)
    base_name = models.CharField(_("起点"), max_length=200)
    text = models.TextField()
    form = models.TextField(blank=True)
    status = models.CharField(_("状态"), max_length=10, choices=Status, default=Status.DRAFT)
    note = models.TextField(_("修改说明"), blank=True)
    decision = models.TextField(_("审批意见"), blank=True)
    author = models.ForeignKey(
        "tenants.User", models.SET_NULL, null=True, related_name="+", verbose_name=_("起草人")
    )
    submitter = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")
    approver = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")
    version = TenantForeignKey(
        "cases.ProcedureVersion", models.PROTECT, null=True, blank=True, related_name="drafts"
    )
    revision = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField(_("起草时间"), auto_now_add=True)
    changed_at = models.DateTimeField(_("最近修改"), auto_now=True)
    decided_at = models.DateTimeField(_("审批时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("程序草稿")
        verbose_name_plural = _("程序草稿")
        ordering = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.name}（{self.code}）"

    @property
    def editable(self) -> bool:
        return self.status in (self.Status.DRAFT, self.Status.RETURNED)


class DraftSave(TenantOwned):
    """One save of a draft, whole, so that any of them can be taken up again. The first is what the draft began as."""

    draft = TenantForeignKey(Draft, models.CASCADE, related_name="saves")
    position = models.PositiveIntegerField()
    text = models.TextField()
    form = models.TextField(blank=True)
    what = models.CharField(_("修改内容"), max_length=200)
    by = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("草稿的保存记录")
        verbose_name_plural = _("草稿的保存记录")
        ordering = ["-position"]
        constraints = [models.UniqueConstraint(fields=["draft", "position"], name="one_save_per_position")]

    def __str__(self) -> str:
        return f"{self.position} {self.what}"
