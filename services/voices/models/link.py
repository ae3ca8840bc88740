from django.db import models
from django.utils.translation import gettext_lazy as _

from services.voices.models.survey import Channel, Survey
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned


class SurveyLink(TenantOwned):
    """A way to say a voice without an account. Of the token only the SHA-256 is kept; `until` it opens."""

    survey = TenantForeignKey(Survey, models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64)
    channel = models.CharField(_("渠道"), max_length=6, choices=Channel)
    made_at = models.DateTimeField(_("生成时间"))
    until = models.DateTimeField(_("有效至"))

    class Meta:
        verbose_name = _("评价链接")
        verbose_name_plural = _("评价链接")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "token_hash"], name="one_survey_per_token"),
        ]

    def __str__(self) -> str:
        return f"{self.survey_id} · {self.get_channel_display()}"
