from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.models import TenantOwned


class IndexTask(TenantOwned):
    """An object whose entries in the index are out of date. The row lives in the transaction of the change."""

    kind = models.CharField(_("类别"), max_length=40)
    object_id = models.CharField(_("对象编号"), max_length=64)
    created_at = models.DateTimeField(_("登记时间"), default=timezone.now)
    claim = models.CharField(_("处理者"), max_length=32, blank=True, default="")
    claimed_at = models.DateTimeField(_("领取时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("索引任务")
        verbose_name_plural = _("索引任务")
        ordering = ["id"]
        indexes = [models.Index(fields=["claim", "id"], name="index_task_claim")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
