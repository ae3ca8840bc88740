from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.models import TenantOwned


class SavedFilter(TenantOwned):
    """A person's own way to look at the worklist: `query` as it stands in the address."""

    user = models.ForeignKey("tenants.User", models.CASCADE, related_name="+")
    name = models.CharField(_("名称"), max_length=40)
    query = models.CharField(max_length=1000)

    class Meta:
        verbose_name = _("常用筛选")
        verbose_name_plural = _("常用筛选")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "user", "name"], name="one_saved_filter_per_name"),
        ]

    def __str__(self) -> str:
        return self.name
