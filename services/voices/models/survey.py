from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned
from tenants.sealed import SealedTextField


class Grade(models.TextChoices):
    """The four of the centre's survey form; the best first."""

    VERY = "very", _("很满意")
    SATISFIED = "satisfied", _("满意")
    FAIRLY = "fairly", _("较满意")
    DISSATISFIED = "dissatisfied", _("不满意")


class Channel(models.TextChoices):
    SMS = "sms", _("短信")
    PAPER = "paper", _("纸条")
    TABLET = "tablet", _("窗口平板")
    PHONE = "phone", _("电话回访")
    ONLINE = "online", _("网上")


class Survey(TenantOwned):
    """One voice: of a matter, and of a side where a matter has two. Without `grade` nobody has spoken yet.

    `about` names the matter as `services.voices.matters` knows it. `closed_on` says into which half-year it counts.
    `points` is what the grade was worth in this county when it was given: later settings change no past voice.
    """

    class Side(models.TextChoices):
        ONLY = "", _("本人")
        APPLICANT = "applicant", _("申请方")
        RESPONDENT = "respondent", _("被申请方")

    about = models.CharField(_("事项"), max_length=80)
    side = models.CharField(_("哪一方"), max_length=10, choices=Side, blank=True, default="")
    title = models.CharField(_("事项名称"), max_length=200)
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
    organisation = TenantForeignKey(
        "directory.Organisation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("承办机构"),
    )
    closed_on = models.DateField(_("办结日期"))
    asked_at = models.DateTimeField(_("发起时间"))
    grade = models.CharField(_("等次"), max_length=12, choices=Grade, blank=True, default="")
    points = models.PositiveSmallIntegerField(_("得分"), null=True, blank=True)
    comment = SealedTextField(_("意见建议"), blank=True, default="")
    channel = models.CharField(_("渠道"), max_length=6, choices=Channel, blank=True, default="")
    answered_at = models.DateTimeField(_("评价时间"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        "tenants.User", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("登记人")
    )

    class Meta:
        verbose_name = _("满意度测评")
        verbose_name_plural = _("满意度测评")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "about", "side"], name="one_voice_per_matter_and_side"),
            models.CheckConstraint(
                condition=Q(grade="", points=None, answered_at=None)
                | (~Q(grade="") & Q(points__isnull=False, answered_at__isnull=False)),
                name="a_voice_is_whole_or_not_there",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "closed_on", "lawyer"], name="voices_of_lawyers"),
            models.Index(fields=["tenant", "closed_on", "mediator"], name="voices_of_mediators"),
            models.Index(fields=["tenant", "closed_on", "organisation"], name="voices_of_organisations"),
        ]

    def __str__(self) -> str:
        return f"{self.title} · {self.get_side_display()}" if self.side else self.title

    @property
    def is_said(self) -> bool:
        return bool(self.grade)
