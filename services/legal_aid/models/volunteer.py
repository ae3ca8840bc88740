from django.db import models
from django.utils.translation import gettext_lazy as _

from services.directory.codes import CodesField, language_codes, matter_codes
from services.directory.models import Lawyer
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned


class Volunteer(TenantOwned):
    """A lawyer asks to be taken into the register of legal aid."""

    class State(models.TextChoices):
        WAITING = "waiting", _("等待答复")
        ACCEPTED = "accepted", _("已列入名册")
        DECLINED = "declined", _("未列入")

    lawyer = TenantForeignKey(Lawyer, models.CASCADE, related_name="+", verbose_name=_("律师"))
    matters = CodesField(_("愿意办理的事项"), codes=matter_codes, blank=True)
    languages = CodesField(_("会说的语言"), codes=language_codes, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.WAITING)
    answer = models.CharField(_("答复"), max_length=200, blank=True)
    applied_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("参加法律援助的申请")
        verbose_name_plural = _("参加法律援助的申请")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["lawyer"],
                condition=models.Q(state="waiting"),
                name="one_application_waits",
                violation_error_message=_("已有一份申请在等待答复。"),
            )
        ]

    def __str__(self) -> str:
        return str(self.lawyer)
