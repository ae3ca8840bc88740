import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.reviews.models.round import Sampled
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned
from tenants.sealed import SealedJSONField, SealedTextField

_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"


def new_code() -> str:
    return "".join(secrets.choice(_SIGNS) for _place in range(8))


class Reading(TenantOwned):
    """One person reads one dossier. `number` 3 decides where the first two differ.

    `code` is all the reader is told of which dossier it is: from its mark one comes to the number of the case.

    `answers` is the sheet as filled in, `sheet` its version. A declined reading stays: who declined is not asked again.
    """

    sampled = TenantForeignKey(Sampled, models.CASCADE, related_name="readings")
    number = models.PositiveSmallIntegerField(_("第几位"))
    code = models.CharField(max_length=8, default=new_code, editable=False)
    reviewer = models.ForeignKey("tenants.User", models.PROTECT, related_name="+", verbose_name=_("评查员"))
    assigned_at = models.DateTimeField(_("分配时间"))
    sheet = models.CharField(max_length=64, blank=True)
    answers = SealedJSONField(null=True, blank=True)
    score = models.DecimalField(_("得分"), max_digits=4, decimal_places=1, null=True, blank=True)
    result = models.CharField(_("结果"), max_length=10, choices=Sampled.Result, blank=True)
    grounds = models.JSONField(default=list)
    note = SealedTextField(_("意见"), blank=True, default="")
    submitted_at = models.DateTimeField(_("提交时间"), null=True, blank=True)
    declined_because = SealedTextField(_("不能评查的原因"), blank=True, default="")
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("评查任务")
        verbose_name_plural = _("评查任务")
        ordering = ["-assigned_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sampled", "reviewer"], name="a_person_reads_a_dossier_once"),
            models.UniqueConstraint(
                fields=["sampled", "number"],
                condition=models.Q(declined_at=None),
                name="one_standing_reading_per_number",
            ),
            models.CheckConstraint(
                condition=models.Q(submitted_at=None) | models.Q(declined_at=None),
                name="a_reading_is_sent_or_declined",
            ),
        ]
        indexes = [models.Index(fields=["reviewer", "submitted_at"], name="own_readings")]

    def __str__(self) -> str:
        return self.code
