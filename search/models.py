from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.models import TenantOwned


class IndexTask(TenantOwned):
    """An object whose entries in the index are out of date. The row lives in the transaction of the change."""

    kind = models.CharField(_("类别"), max_length=40)
    object_id = models.CharField(_("对象编号"), max_length=64)
    created_at = models.DateTimeField(_("登记时间"), default=timezone.now)

    class Meta:
        verbose_name = _("索引任务")
        verbose_name_plural = _("索引任务")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
