"""The registers of people. The public may read `public_phone`, never `phone`."""

import secrets

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from services.directory.codes import CodesField, language_codes, matter_codes
from services.directory.models.organisation import Organisation
from services.directory.practice import POOL_YEARS, may_enter_pool
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned
from tenants.sealed import SealedTextField

_BADGE = "23456789abcdefghjkmnpqrstuvwxyz"
_BADGE_LENGTH = 12


def new_badge() -> str:
    """Not to be guessed: who holds no badge cannot read the register through it."""
    return "".join(secrets.choice(_BADGE) for _place in range(_BADGE_LENGTH))


class Registered(TenantOwned):
    """A line of a register of people. `ended_on` is the first day on which the person no longer counts."""

    name = models.CharField(_("姓名"), max_length=60)
    woman = models.BooleanField(_("女性"), default=False)
    user = models.ForeignKey(
        "tenants.User", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("登录账号")
    )
    phone = SealedTextField(_("联系电话（不公开）"), blank=True, default="")
    started_on = models.DateField(_("开始日期"), default=timezone.localdate)
    ended_on = models.DateField(_("退出日期"), null=True, blank=True)
    end_reason = models.CharField(_("退出原因"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Profile(Registered):
    """Somebody whom citizens may look up. `listed` people stand in the public directory."""

    photo = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("照片"),
    )
    matters = CodesField(_("专长领域"), codes=matter_codes, blank=True)
    languages = CodesField(_("会说的语言"), codes=language_codes, blank=True)
    public_phone = models.CharField(_("公开的办公电话"), max_length=60, blank=True)
    introduction = models.TextField(_("个人简介（公开）"), blank=True, max_length=1000)
    listed = models.BooleanField(_("在网上公开"), default=True)

    class Meta:
        abstract = True


class Mediator(Profile):
    """`valid_until` is the last day of the certificate; without one it has no end."""

    class Grade(models.TextChoices):
        """Four grades, the first is the highest: 四级 of the ministry's grading."""

        FIRST = "1", _("一级")
        SECOND = "2", _("二级")
        THIRD = "3", _("三级")
        FOURTH = "4", _("四级")

    class Source(models.TextChoices):
        LAWYER = "lawyer", _("律师、公证员、仲裁员")
        LEGAL_WORKER = "legal_worker", _("基层法律服务工作者")
        PROFESSIONAL = "professional", _("医生、教师、专家学者")
        RETIRED_JUSTICE = "retired_justice", _("退休法官、检察官、民警、司法行政人员")
        RETIRED_TRADE = "retired_trade", _("退休行业主管部门人员")
        OLDER_JOBLESS = "older_jobless", _("“40、50”失业人员")
        GRADUATE = "graduate", _("“三支一扶”等高校毕业生")
        OTHER = "other", _("其他")

    class Education(models.TextChoices):
        SCHOOL = "school", _("高中及以下")
        COLLEGE = "college", _("大专")
        BACHELOR = "bachelor", _("本科")
        MASTER = "master", _("研究生")

    organisation = TenantForeignKey(
        Organisation, models.PROTECT, related_name="mediators", verbose_name=_("所在调解组织")
    )
    full_time = models.BooleanField(_("专职"), default=False)
    certificate = models.CharField(_("人民调解员证号"), max_length=40, blank=True)
    issued_on = models.DateField(_("发证日期"), null=True, blank=True)
    valid_until = models.DateField(_("有效期至"), null=True, blank=True)
    grade = models.CharField(_("等级"), max_length=1, choices=Grade, blank=True)
    education = models.CharField(_("学历"), max_length=10, choices=Education, blank=True)
    source = models.CharField(_("来源"), max_length=20, choices=Source, blank=True)
    arbitration = models.BooleanField(_("兼任仲裁调解员"), default=False)
    badge = models.CharField(_("徽章查验码"), max_length=12, default=new_badge, editable=False)

    class Meta:
        verbose_name = _("人民调解员")
        verbose_name_plural = _("人民调解员")
        ordering = ["organisation", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "certificate"],
                condition=~models.Q(certificate=""),
                name="a_mediator_certificate_is_one_persons",
                violation_error_message=_("这个调解员证号已经登记过。"),
            ),
            models.UniqueConstraint(fields=["badge"], name="a_badge_is_one_mediators"),
        ]
        indexes = [models.Index(fields=["tenant", "organisation"], name="mediators_of_organisation")]


class Lawyer(Profile):
    """`pool_since`: in the talent pool for petitions about litigation. Years of practice run from `licensed_on`."""

    class Kind(models.TextChoices):
        SOCIAL = "social", _("社会律师")
        AID = "aid", _("专职法律援助律师")
        PUBLIC = "public", _("公职律师")
        LEGAL_WORKER = "legal_worker", _("基层法律服务工作者")

    firm = TenantForeignKey(Organisation, models.PROTECT, related_name="lawyers", verbose_name=_("执业机构"))
    kind = models.CharField(_("类别"), max_length=12, choices=Kind, default=Kind.SOCIAL)
    licence = models.CharField(_("执业证号"), max_length=40)
    licensed_on = models.DateField(_("首次执业日期"))
    aid_roster = models.BooleanField(_("法律援助律师名册"), default=False)
    pool_since = models.DateField(_("进入律师人才库日期"), null=True, blank=True)
    counsel_of = models.ManyToManyField(
        "tenants.Division", related_name="+", blank=True, verbose_name=_("担任法律顾问的村（社区）")
    )

    class Meta:
        verbose_name = _("律师")
        verbose_name_plural = _("律师")
        ordering = ["firm", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "licence"],
                name="a_licence_is_one_lawyers",
                violation_error_message=_("这个执业证号已经登记过。"),
            ),
        ]

    def clean(self) -> None:
        """The talent pool takes who has practised long enough on the day of entry."""
        super().clean()
        if self.pool_since and self.licensed_on and not may_enter_pool(self.licensed_on, self.pool_since):
            said = gettext(
                "进入律师人才库要执业满%(years)d年，到这一天还不满（卫司发〔2017〕36号 附件1 第一条）。"
            )
            raise ValidationError({"pool_since": said % {"years": POOL_YEARS}})


class Expert(Registered):
    """Whom a panel calls in. Never on public pages."""

    class Panel(models.TextChoices):
        MEDICAL = "medical", _("医药学专家组")
        LEGAL = "legal", _("法学专家组")
        TRAFFIC = "traffic", _("交警法学专家组")
        LABOUR = "labour", _("劳动法学专家组")
        MEDIATION = "mediation", _("人民调解专家库")
        SECTOR = "sector", _("行业性、专业性调解专家库")

    panel = models.CharField(_("专家组（库）"), max_length=10, choices=Panel)
    specialty = models.CharField(_("专业"), max_length=100)
    workplace = models.CharField(_("工作单位"), max_length=100, blank=True)
    title = models.CharField(_("职称、职务"), max_length=60, blank=True)
    organiser = models.CharField(_("组建单位"), max_length=100, blank=True)
    availability = models.CharField(_("何时能来"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("专家")
        verbose_name_plural = _("专家")
        ordering = ["panel", "name", "pk"]


class Informant(Registered):
    """Who tells early of a quarrel, or helps. Never on public pages: it would put them at risk."""

    class Role(models.TextChoices):
        INFORMANT = "informant", _("纠纷信息员")
        BUILDING = "building", _("楼栋信息员")
        TEN_HOUSEHOLDS = "ten_households", _("十户调解员")
        TEAM = "team", _("村队调解员")
        VOLUNTEER = "volunteer", _("志愿者")

    role = models.CharField(_("身份"), max_length=14, choices=Role)
    division = models.ForeignKey(
        "tenants.Division", models.PROTECT, related_name="+", verbose_name=_("所在村（社区）")
    )
    cell = models.CharField(_("网格、楼栋、村队"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("信息员、志愿者")
        verbose_name_plural = _("信息员、志愿者")
        ordering = ["division__code", "cell", "name", "pk"]
