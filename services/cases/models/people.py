from django.db import models
from django.utils.translation import gettext_lazy as _

from services.cases.models.case import Case
from services.notices.channels import EMAIL
from services.notices.contact import NEVER, Contact
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned
from tenants.sealed import SealedTextField


class Party(TenantOwned):
    """Somebody on a side of the case, or who acts for such a person (`acts_for`).

    Numbers, phone and address are sealed; `phone_mark` and `identity_mark` are their fingerprints.
    Whoever is not on the applicant's side sees nothing of the case and hears nothing of it until `invited_at`.
    `careful` (安全联系): what to mind before calling or writing, for example that the other side reads the phone;
    nothing is sent to such a person until a way is agreed: `reach`, between `reach_since` and `reach_until`.
    """

    class Side(models.TextChoices):
        APPLICANT = "applicant", _("申请方")
        RESPONDENT = "respondent", _("被申请方")
        THIRD = "third", _("其他关系人")

    class Role(models.TextChoices):
        PARTY = "party", _("当事人")
        AGENT = "agent", _("代理人")
        REPRESENTATIVE = "representative", _("代表人")
        HELPER = "helper", _("代办人")

    class Reach(models.TextChoices):
        USUAL = "", _("照常：短信、邮件都可以")
        NEUTRAL = "neutral", _("可以发，但不提是什么事")
        EMAIL = "email", _("只发邮件")
        PORTAL = "portal", _("只在网站里提醒，不发短信和邮件")

    case = TenantForeignKey(Case, models.CASCADE, related_name="parties")
    side = models.CharField(_("一方"), max_length=20, choices=Side, default=Side.APPLICANT)
    role = models.CharField(_("身份"), max_length=20, choices=Role, default=Role.PARTY)
    acts_for = TenantForeignKey("self", models.CASCADE, null=True, blank=True, related_name="agents")
    is_organisation = models.BooleanField(_("单位"), default=False)
    name = models.CharField(_("姓名或名称"), max_length=120)
    identity_number = SealedTextField(_("证件号码"), blank=True)
    identity_mark = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    phone = SealedTextField(_("电话"), blank=True)
    phone_mark = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    address = SealedTextField(_("地址"), blank=True)
    invited_at = models.DateTimeField(_("请其参加"), null=True, blank=True)
    careful = models.CharField(_("联系时注意"), max_length=200, blank=True)
    reach = models.CharField(_("怎样联系"), max_length=10, choices=Reach, default=Reach.USUAL, blank=True)
    reach_since = models.TimeField(_("可联系时间自"), null=True, blank=True)
    reach_until = models.TimeField(_("可联系时间至"), null=True, blank=True)
    consent = models.CharField(_("委托代办的同意"), max_length=200, blank=True)
    user = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("当事人")
        verbose_name_plural = _("当事人")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def contact(self) -> Contact:
        if self.reach == self.Reach.PORTAL or (self.careful and not self.reach):
            return NEVER
        return Contact(
            only=frozenset({EMAIL}) if self.reach == self.Reach.EMAIL else None,
            since=self.reach_since,
            until=self.reach_until,
            neutral=self.reach == self.Reach.NEUTRAL,
        )


class Handler(TenantOwned):
    """Somebody who works on the case in a role of its procedure; experts and partner units may have no account.

    `lawyer` and `mediator` are their lines in the registers: figures about people are counted by these.
    """

    case = TenantForeignKey(Case, models.CASCADE, related_name="handlers")
    role = models.CharField(_("角色"), max_length=60)
    user = models.ForeignKey("tenants.User", models.PROTECT, null=True, blank=True, related_name="+")
    lawyer = TenantForeignKey(
        "directory.Lawyer", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("律师")
    )
    mediator = TenantForeignKey(
        "directory.Mediator",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("调解员"),
    )
    name = models.CharField(_("姓名或名称"), max_length=120)
    since = models.DateTimeField(_("开始时间"))
    until = models.DateTimeField(_("结束时间"), null=True, blank=True)
    conflict = models.CharField(_("利害关系"), max_length=300, blank=True)
    ended_because = models.CharField(_("结束原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("办理人员")
        verbose_name_plural = _("办理人员")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "role", "user"],
                condition=models.Q(until=None, user__isnull=False),
                name="once_in_a_role",
            ),
        ]
        indexes = [models.Index(fields=["user", "until"], name="handler_own_cases")]

    def __str__(self) -> str:
        return self.name
