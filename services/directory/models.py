from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.directory.kinds import OrganisationKind
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned


class Organisation(TenantOwned):
    """A body that citizens turn to. `division` is its district: what happens there is its concern."""

    name = models.CharField(_("名称"), max_length=100)
    kind = models.CharField(_("类别"), max_length=40, choices=OrganisationKind)
    division = models.ForeignKey(
        "tenants.Division", models.PROTECT, related_name="+", verbose_name=_("管辖区域")
    )
    parent = TenantForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children", verbose_name=_("上级机构")
    )
    address = models.CharField(_("地址"), max_length=200, blank=True)
    phone = models.CharField(_("电话"), max_length=60, blank=True)
    opening_hours = models.CharField(_("服务时间"), max_length=200, blank=True)
    active = models.BooleanField(_("正在运行"), default=True)

    class Meta:
        verbose_name = _("机构")
        verbose_name_plural = _("机构")
        ordering = ["division__code", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "name"],
                name="one_organisation_per_name",
                violation_error_message=_("已有同名机构。"),
            ),
        ]
        indexes = [models.Index(fields=["tenant", "kind", "division"], name="organisations_by_kind")]

    def __str__(self) -> str:
        return self.name


class OrganisationMember(TenantOwned):
    """A person who works for an organisation, `since` the first day and `until` the last."""

    organisation = TenantForeignKey(
        Organisation, models.CASCADE, related_name="members", verbose_name=_("机构")
    )
    user = models.ForeignKey("tenants.User", models.CASCADE, related_name="+", verbose_name=_("人员"))
    title = models.CharField(_("职务"), max_length=40, blank=True)
    since = models.DateField(_("开始日期"), default=timezone.localdate)
    until = models.DateField(_("结束日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("机构人员")
        verbose_name_plural = _("机构人员")
        ordering = ["organisation", "since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"],
                condition=models.Q(until=None),
                name="one_standing_membership_per_organisation",
                violation_error_message=_("此人已是该机构的人员。"),
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="a_membership_ends_after_it_began",
                violation_error_message=_("结束日期不能早于开始日期。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.user}"


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
