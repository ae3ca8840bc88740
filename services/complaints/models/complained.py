from django.db import models
from django.utils.translation import gettext_lazy as _

from services.cases.lines import KINDS
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned


class Complained(TenantOwned):
    """Whom a complaint is about: one line of one register, or nobody that stands in any.

    `related` is the number of the case in which it happened. `substantiated_on`: the day on which the complaint was
    decided to be true; a complaint that was not is never counted.
    """

    case = TenantForeignKey("cases.Case", models.CASCADE, related_name="+", verbose_name=_("投诉"))
    lawyer = TenantForeignKey(
        "directory.Lawyer", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("律师")
    )
    mediator = TenantForeignKey(
        "directory.Mediator",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("人民调解员"),
    )
    organisation = TenantForeignKey(
        "directory.Organisation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("机构"),
    )
    related = models.CharField(_("有关的案件"), max_length=60, blank=True)
    substantiated_on = models.DateField(_("查实日期"), null=True, blank=True)
    made_by = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("投诉")
        verbose_name_plural = _("投诉")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["case"], name="a_complaint_is_about_one"),
            models.CheckConstraint(
                condition=models.Q(lawyer=None, mediator=None)
                | models.Q(lawyer=None, organisation=None)
                | models.Q(mediator=None, organisation=None),
                name="complained_of_at_most_one",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "substantiated_on"], name="complaints_found_true")]

    def __str__(self) -> str:
        return str(self.lawyer or self.mediator or self.organisation or "—")

    @property
    def about(self) -> tuple[str, int] | None:
        """Kind and key of the line."""
        found = ((kind, getattr(self, f"{kind}_id")) for kind in KINDS)
        return next(((kind, pk) for kind, pk in found if pk), None)
