from django.db import models
from django.utils.translation import gettext_lazy as _

from services.directory.kinds import OrganisationKind
from tenants.models import TenantOwned


class RoutingRule(TenantOwned):
    """Who takes in what: a county's own word over the shipped one. A blank matter or procedure means any."""

    matter = models.CharField(_("纠纷类型"), max_length=40, blank=True)
    procedure = models.CharField(_("程序"), max_length=60, blank=True)
    first = models.CharField(_("受理机构"), max_length=40, choices=OrganisationKind)
    second = models.CharField(_("没有时由"), max_length=40, choices=OrganisationKind, blank=True)
    third = models.CharField(_("再没有时由"), max_length=40, choices=OrganisationKind, blank=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    basis = models.CharField(_("依据"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("受理规则")
        verbose_name_plural = _("受理规则")
        ordering = ["matter", "procedure"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "matter", "procedure"],
                name="one_routing_rule_per_matter",
                violation_error_message=_("这种纠纷和程序已有规则。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter or '*'} · {self.procedure or '*'}"

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(kind for kind in (self.first, self.second, self.third) if kind)
