from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.models import TenantOwned


class Board(models.TextChoices):
    LAWYERS = "lawyers", _("法律援助律师")
    MEDIATORS = "mediators", _("人民调解员")
    COMMITTEES = "committees", _("人民调解委员会")


class OwnFormula(TenantOwned):
    """A county's own numbers for a board, adopted for the editions made from then on; the newest counts.

    `formula` is whole, as `services.ranking.formula` reads it; `reason` is published with it.
    """

    board = models.CharField(_("榜单"), max_length=12, choices=Board)
    formula = models.JSONField(_("公式"))
    reason = models.CharField(_("为什么这样定"), max_length=300)
    adopted_by = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")
    adopted_at = models.DateTimeField(_("确定时间"))

    class Meta:
        verbose_name = _("排名公式")
        verbose_name_plural = _("排名公式")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_board_display()} {self.adopted_at:%Y-%m-%d}"
