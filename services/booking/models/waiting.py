from django.db import models
from django.utils.translation import gettext_lazy as _

from services.booking.models.appointment import Appointment
from services.booking.models.resource import Resource
from services.booking.models.service import BookableService, Channel
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned
from tenants.sealed import SealedTextField


class WaitingEntry(TenantOwned):
    """Somebody who would take a time that becomes free between two days, of one person or of anybody.

    `offered` is the last time that was kept for them; `missed` counts those that ran out without an answer.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("等候中")
        OFFERED = "offered", _("已通知，待确认")
        TAKEN = "taken", _("已约上")
        LAPSED = "lapsed", _("没有等到")
        LEFT = "left", _("已退出")

    service = TenantForeignKey(BookableService, models.CASCADE, related_name="waiting")
    person = TenantForeignKey(Resource, models.CASCADE, null=True, blank=True, related_name="+")
    channel = models.CharField(_("方式"), max_length=9, choices=Channel)
    first_day = models.DateField(_("最早"))
    last_day = models.DateField(_("最晚"))
    state = models.CharField(_("状态"), max_length=8, choices=State, default=State.WAITING)
    offered = TenantForeignKey(Appointment, models.SET_NULL, null=True, related_name="+")
    token = models.CharField(max_length=64, unique=True)
    name = SealedTextField(_("姓名"), default="")
    phone = SealedTextField(_("手机号码"), default="")
    phone_print = models.CharField(max_length=64, blank=True)
    user = models.ForeignKey("tenants.User", models.SET_NULL, null=True, related_name="+")
    careful = models.BooleanField(_("短信里不提事由"), default=False)
    missed = models.PositiveSmallIntegerField(_("错过几次"), default=0)
    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("候补")
        verbose_name_plural = _("候补")
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "phone_print"],
                condition=models.Q(state__in=["waiting", "offered"]),
                name="a_phone_waits_once_for_a_service",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "service", "state"], name="waiting_for_a_service")]

    def __str__(self) -> str:
        return f"{self.service} {self.first_day}–{self.last_day}"


class CalendarFeed(TenantOwned):
    """A secret address under which one person's calendar program reads a resource's appointments, names left out."""

    resource = TenantForeignKey(Resource, models.CASCADE, related_name="feeds", verbose_name=_("人员或房间"))
    user = models.ForeignKey("tenants.User", models.CASCADE, related_name="+", verbose_name=_("谁的"))
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("建立时间"), auto_now_add=True)
    read_at = models.DateTimeField(_("最近读取"), null=True, blank=True)

    class Meta:
        verbose_name = _("日历订阅")
        verbose_name_plural = _("日历订阅")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.resource} · {self.user}"
