from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.cases.models import Case, CaseEvent
from services.directory.models import Lawyer
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned
from tenants.sealed import SealedJSONField


class Assignment(TenantOwned):
    """A case was given to a lawyer, with the list of candidates as it stood then.

    `place` in that list, from 1; without one the lawyer was named where no list was shown. `shown` is what the officer
    read: {"need": …, "candidates": [{"name", "place", "reasons", "excluded"}]}. `reason` says why another was chosen
    than the first. A line is written once.
    """

    case = TenantForeignKey(Case, models.CASCADE, related_name="assignments", verbose_name=_("案件"))
    event = TenantForeignKey(CaseEvent, models.CASCADE, related_name="+")
    lawyer = TenantForeignKey(
        Lawyer, models.PROTECT, null=True, blank=True, related_name="assignments", verbose_name=_("律师")
    )
    name = models.CharField(_("律师"), max_length=120)
    place = models.PositiveSmallIntegerField(_("名次"), null=True, blank=True)
    out_of = models.PositiveSmallIntegerField(_("候选人数"), default=0)
    team = models.CharField(_("团队其他律师"), max_length=300, blank=True)
    shown = SealedJSONField(_("当时的候选名单"), default=dict)
    reason = models.CharField(_("不按次序的理由"), max_length=300, blank=True)
    actor = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")
    actor_name = models.CharField(_("指派人"), max_length=120, blank=True)
    at = models.DateTimeField(_("指派时间"))

    class Meta:
        verbose_name = _("指派")
        verbose_name_plural = _("指派")
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["event"], name="one_assignment_per_step")]
        indexes = [models.Index(fields=["tenant", "-at"], name="assignments_newest")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.name}"

    @property
    def in_order(self) -> bool:
        return self.place == 1

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("What was assigned is not written again.")
        super().save(*args, **kwargs)
