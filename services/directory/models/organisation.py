from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.directory.codes import CodesField, matter_codes
from services.directory.kinds import OrganisationKind
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned


class Organisation(TenantOwned):
    """A body that citizens turn to. `division` is its district: what happens there is its concern."""

    class Standing(models.TextChoices):
        OPERATING = "operating", _("运行中")
        RECTIFYING = "rectifying", _("整改中")
        DORMANT = "dormant", _("停滞待清理")
        REVOKED = "revoked", _("已撤销")

    class Network(models.TextChoices):
        URBAN = "urban", _("城市网络")
        RURAL = "rural", _("农村网络")
        INTERNAL = "internal", _("内部单位网络")
        INDUSTRY = "industry", _("行业专业网络")

    class Party(models.TextChoices):
        OWN = "own", _("单独党组织")
        JOINT = "joint", _("联合党支部")
        LIAISON = "liaison", _("党建联络员")

    name = models.CharField(_("名称"), max_length=100)
    kind = models.CharField(_("类别"), max_length=40, choices=OrganisationKind)
    standing = models.CharField(_("状态"), max_length=10, choices=Standing, default=Standing.OPERATING)
    active = models.GeneratedField(
        expression=models.Q(standing__in=["operating", "rectifying"]),
        output_field=models.BooleanField(),
        db_persist=True,
        verbose_name=_("正在运行"),
    )
    listed = models.BooleanField(_("在网上公开"), default=True)
    division = models.ForeignKey(
        "tenants.Division", models.PROTECT, related_name="+", verbose_name=_("管辖区域")
    )
    parent = TenantForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children", verbose_name=_("上级机构")
    )
    guided_by = TenantForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="guides", verbose_name=_("指导单位")
    )
    host = models.CharField(_("派驻（挂靠）单位"), max_length=100, blank=True)
    founded_by = models.CharField(_("设立单位"), max_length=100, blank=True)
    entrusted_by = models.CharField(_("接受哪些单位委托、移送"), max_length=200, blank=True)
    network = models.CharField(_("所属网络"), max_length=10, choices=Network, blank=True)
    matters = CodesField(_("专长领域"), codes=matter_codes, blank=True)
    headcount = models.PositiveIntegerField(_("单位职工人数"), null=True, blank=True)
    party = models.CharField(_("党建覆盖"), max_length=10, choices=Party, blank=True)

    address = models.CharField(_("地址"), max_length=200, blank=True)
    directions = models.CharField(_("怎么走"), max_length=200, blank=True)
    phone = models.CharField(_("电话"), max_length=60, blank=True)
    opening_hours = models.CharField(_("服务时间"), max_length=200, blank=True)

    founded_on = models.DateField(_("设立日期"), null=True, blank=True)
    filed_on = models.DateField(_("备案日期"), null=True, blank=True)
    filing_number = models.CharField(_("备案号"), max_length=60, blank=True)
    registration_number = models.CharField(_("民办非企业登记号"), max_length=60, blank=True)
    term_start = models.DateField(_("本届开始"), null=True, blank=True)
    term_end = models.DateField(_("本届届满"), null=True, blank=True)

    introduction = models.TextField(_("简介"), blank=True)
    duties = models.TextField(_("职责"), blank=True)
    work_rules = models.TextField(_("工作制度"), blank=True)
    workflow = models.TextField(_("办理流程"), blank=True)

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
            models.CheckConstraint(
                condition=models.Q(term_start=None)
                | models.Q(term_end=None)
                | models.Q(term_end__gte=models.F("term_start")),
                name="a_term_ends_after_it_began",
                violation_error_message=_("届满日期不能早于本届开始日期。"),
            ),
        ]
        indexes = [models.Index(fields=["tenant", "kind", "division"], name="organisations_by_kind")]

    def __str__(self) -> str:
        return self.name


class OrganisationMember(TenantOwned):
    """Who belongs to an organisation: somebody with an account, or a name. `until` is the last day."""

    class Post(models.TextChoices):
        DIRECTOR = "director", _("主任")
        DEPUTY = "deputy", _("副主任")
        MEMBER = "member", _("委员")
        LEADER = "leader", _("组长")
        MEDIATOR = "mediator", _("调解员")
        STAFF = "staff", _("工作人员")

    organisation = TenantForeignKey(
        Organisation, models.PROTECT, related_name="members", verbose_name=_("机构")
    )
    user = models.ForeignKey(
        "tenants.User", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("账号")
    )
    name = models.CharField(_("姓名"), max_length=60, blank=True, help_text=_("没有账号的人员填姓名。"))
    post = models.CharField(_("身份"), max_length=10, choices=Post, default=Post.STAFF)
    title = models.CharField(_("职务"), max_length=40, blank=True)
    unit = models.CharField(_("所在单位"), max_length=100, blank=True)
    background = models.CharField(_("专业背景"), max_length=60, blank=True)
    woman = models.BooleanField(_("女性"), default=False)
    since = models.DateField(_("开始日期"), default=timezone.localdate)
    until = models.DateField(_("结束日期"), null=True, blank=True)
    reason = models.CharField(_("离任原因"), max_length=200, blank=True)

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
            models.CheckConstraint(
                condition=models.Q(user__isnull=False) | ~models.Q(name=""),
                name="a_member_is_somebody",
                violation_error_message=_("请选择账号，或者填写姓名。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.called}"

    @property
    def called(self) -> str:
        return self.name or str(self.user)
