from django.db import models
from django.utils.translation import gettext_lazy as _

from services.ranking.models.edition import Edition
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned
from tenants.sealed import SealedTextField


class Objection(TenantOwned):
    """Somebody named in an edition says before its publication what is wrong about their line.

    The edition, not the line: lines are made anew when it is counted again. `code` is the line's, which stays.
    """

    edition = TenantForeignKey(Edition, models.CASCADE, related_name="objections")
    code = models.CharField(max_length=12)
    name = models.CharField(_("提出人"), max_length=120)
    text = SealedTextField(_("异议内容"))
    made_by = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(_("提出时间"))
    answer = SealedTextField(_("复核意见"), blank=True, default="")
    upheld = models.BooleanField(_("异议成立"), null=True, blank=True)
    answered_by = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("排名异议")
        verbose_name_plural = _("排名异议")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "code"],
                condition=models.Q(answered_at=None),
                name="one_open_objection_a_line",
                violation_error_message=_("您的上一条异议还没有答复。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.name}"
