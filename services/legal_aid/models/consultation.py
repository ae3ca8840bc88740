from django.db import models
from django.utils.translation import gettext_lazy as _

from services.booking.models import Shift
from services.cases.models import Case
from services.directory.matters import taxonomy
from services.directory.models import Lawyer, Organisation
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned
from tenants.sealed import SealedTextField

USUAL_MINUTES = 10


class Consultation(TenantOwned):
    """Somebody asked and was answered. Who asked may stay unnamed; name, phone and what was said are sealed.

    `source` is the question that came as a case of its own and is counted here once; `follow_up` the case it led to.
    """

    class Channel(models.TextChoices):
        COUNTER = "counter", _("大厅窗口")
        STATION = "station", _("工作站、联络点")
        PHONE = "phone", _("电话")
        ONLINE = "online", _("网上")

    class Crowd(models.TextChoices):
        """As the application form of legal aid has them."""

        MIGRANT_WORKER = "migrant_worker", _("农民工")
        DISABLED = "disabled", _("残疾人")
        ELDERLY = "elderly", _("老年人")
        WOMAN = "woman", _("妇女")
        MINOR = "minor", _("未成年人")
        POLICE = "police", _("民警")
        SOLDIER = "soldier", _("军人军属、退役军人")
        MEDICAL_WORKER = "medical_worker", _("医务人员")

    class Answer(models.TextChoices):
        ANSWERED = "answered", _("当场答复")
        CALL_BACK = "call_back", _("查阅后回复")
        LEGAL_AID = "legal_aid", _("转法律援助")
        MEDIATION = "mediation", _("转调解")
        ELSEWHERE = "elsewhere", _("告知其他去处")

    at = models.DateTimeField(_("时间"))
    channel = models.CharField(_("方式"), max_length=10, choices=Channel)
    lawyer = TenantForeignKey(
        Lawyer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="consultations",
        verbose_name=_("解答律师"),
    )
    organisation = TenantForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("地点")
    )
    minutes = models.PositiveSmallIntegerField(_("用时（分钟）"), default=USUAL_MINUTES)
    matter = models.CharField(_("事项"), max_length=60, blank=True)
    crowd = models.CharField(_("咨询人属于"), max_length=20, choices=Crowd, blank=True)
    name = SealedTextField(_("咨询人姓名"), blank=True, default="")
    phone = SealedTextField(_("联系电话"), blank=True, default="")
    summary = SealedTextField(_("问题和答复"), blank=True, default="")
    answer = models.CharField(_("结果"), max_length=10, choices=Answer, default=Answer.ANSWERED)
    call_back_on = models.DateField(_("约定回复日期"), null=True, blank=True)
    called_back_at = models.DateTimeField(_("回复时间"), null=True, blank=True)
    shift = TenantForeignKey(Shift, models.SET_NULL, null=True, blank=True, related_name="+")
    source = TenantForeignKey(Case, models.SET_NULL, null=True, blank=True, related_name="+")
    follow_up = TenantForeignKey(Case, models.SET_NULL, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("咨询记录")
        verbose_name_plural = _("咨询记录")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["source"], name="one_consultation_per_question"),
            models.CheckConstraint(
                condition=~models.Q(answer="call_back") | models.Q(call_back_on__isnull=False),
                name="a_promised_call_has_its_day",
                violation_error_message=_("约定回复的，请填回复日期。"),
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "at"], name="consultations_by_time"),
            models.Index(fields=["tenant", "lawyer", "at"], name="consultations_of_lawyer"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_channel_display()}"

    @property
    def matter_name(self) -> str:
        known = taxonomy().matters.get(self.matter)
        return known.name if known else ""
