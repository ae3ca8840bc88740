from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.cases.models.case import Case
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned
from tenants.sealed import SealedJSONField


class CaseEvent(TenantOwned):
    """One thing that happened to a case, chained to the one before by its hash (see `services.cases.chain`).

    `data` is sealed; `data_digest` of it is what the chain holds, so the chain can be checked without opening it.
    `shown` events are what a party sees.
    """

    class Kind(models.TextChoices):
        OPENED = "opened", _("登记")
        STEP = "step", _("办理")
        CLOCK = "clock", _("期限")
        PAPER = "paper", _("文书")
        SIGNED = "signed", _("签名")
        EVIDENCE = "evidence", _("材料")
        HANDLER = "handler", _("办理人员")
        PARTY = "party", _("当事人")
        NOTE = "note", _("内部记录")
        LOOK = "look", _("查看个人信息")
        LINK = "link", _("关联")
        MESSAGE = "message", _("问答")
        PAYMENT = "payment", _("履行")
        CODE = "code", _("查询码")
        BOOKING = "booking", _("预约")
        ROOM = "room", _("视频调解")

    case = TenantForeignKey(Case, models.CASCADE, related_name="events")
    position = models.PositiveIntegerField()
    at = models.DateTimeField(_("时间"))
    kind = models.CharField(_("类别"), max_length=20, choices=Kind)
    code = models.CharField(max_length=60, blank=True)
    text = models.CharField(_("内容"), max_length=300)
    origin = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=60, blank=True)
    actor = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")
    actor_name = models.CharField(_("经办"), max_length=120, blank=True)
    shown = models.BooleanField(default=True)
    data = SealedJSONField(null=True, blank=True)
    data_digest = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("案件记录")
        verbose_name_plural = _("案件记录")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["case", "position"], name="one_event_per_position")]

    def __str__(self) -> str:
        return f"{self.position} {self.text}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("An event of a case is never changed.")
        super().save(*args, **kwargs)
