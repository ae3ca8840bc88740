from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.models.owned import TenantOwned
from tenants.verbs import called


class JournalEntry(TenantOwned):
    """Who did what to what, and when. Written once, never changed."""

    at = models.DateTimeField(_("时间"), auto_now_add=True, db_index=True)
    actor = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")
    actor_name = models.CharField(_("操作人"), max_length=80, blank=True)
    verb = models.CharField(_("动作"), max_length=60)
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    subject_name = models.CharField(_("对象"), max_length=200, blank=True)
    data = models.JSONField(_("详情"), default=dict, blank=True)

    class Meta:
        verbose_name = _("日志")
        verbose_name_plural = _("日志")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.actor_name} {self.get_verb_display()} {self.subject_name}".strip()

    def get_verb_display(self) -> str:
        """The name Django itself would use, had the verbs been a closed list: lists, exports and details ask for it."""
        return called(self.verb)
