from django.db import models
from django.utils.translation import gettext_lazy as _

from services.booking.models.resource import Resource
from services.booking.models.service import BookableService, Channel
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned
from tenants.sealed import SealedTextField


class Session(TenantOwned):
    """A time that is taken: one service, one person, perhaps a room; up to `capacity` appointments share it.

    It stands as long as somebody has a place in it. `held_until`: only holds have, and the last of them ends then.
    From `first_tick` up to `end_tick` it takes up the person; the pause afterwards is in it.
    """

    service = TenantForeignKey(BookableService, models.PROTECT, related_name="sessions")
    person = TenantForeignKey(Resource, models.PROTECT, related_name="sessions")
    room = TenantForeignKey(Resource, models.PROTECT, null=True, related_name="+")
    starts_at = models.DateTimeField(_("开始"))
    ends_at = models.DateTimeField(_("结束"))
    first_tick = models.PositiveIntegerField()
    end_tick = models.PositiveIntegerField()
    held_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("已占用的时间")
        verbose_name_plural = _("已占用的时间")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "person", "starts_at"], name="a_session_of_a_service_begins_once"
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "starts_at"], name="sessions_by_start"),
            models.Index(fields=["person", "first_tick"], name="sessions_of_a_person"),
            models.Index(fields=["room", "first_tick"], name="sessions_in_a_room"),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.starts_at:%Y-%m-%d %H:%M}"


class Occupied(TenantOwned):
    """Five minutes of a person or a room. That nothing is booked twice is this constraint and nothing else."""

    resource = TenantForeignKey(Resource, models.CASCADE, related_name="occupied")
    tick = models.PositiveIntegerField()
    session = TenantForeignKey(Session, models.CASCADE, related_name="occupied")

    class Meta:
        verbose_name = _("已占用的五分钟")
        verbose_name_plural = _("已占用的五分钟")
        constraints = [
            models.UniqueConstraint(fields=["resource", "tick"], name="nobody_is_booked_twice"),
        ]

    def __str__(self) -> str:
        return f"{self.resource_id} {self.tick}"


class Appointment(TenantOwned):
    """Somebody's place in a session. Who no longer has one keeps the times as they were last."""

    class State(models.TextChoices):
        HELD = "held", _("正在填写")
        CONFIRMED = "confirmed", _("已预约")
        ARRIVED = "arrived", _("已到场")
        DONE = "done", _("已办完")
        NO_SHOW = "no_show", _("没有来")
        CANCELLED = "cancelled", _("已取消")
        LAPSED = "lapsed", _("没有填完")

    class Source(models.TextChoices):
        ONLINE = "online", _("网上")
        COUNTER = "counter", _("窗口")
        PHONE = "phone", _("电话")

    number = models.CharField(_("预约号"), max_length=12)
    code_hash = models.CharField(max_length=64)
    service = TenantForeignKey(BookableService, models.PROTECT, related_name="appointments")
    session = TenantForeignKey(Session, models.PROTECT, null=True, related_name="appointments")
    place = models.PositiveSmallIntegerField(null=True)
    person = TenantForeignKey(Resource, models.PROTECT, related_name="+", verbose_name=_("接待人"))
    starts_at = models.DateTimeField(_("开始"))
    ends_at = models.DateTimeField(_("结束"))
    channel = models.CharField(_("方式"), max_length=9, choices=Channel)
    state = models.CharField(_("状态"), max_length=9, choices=State, default=State.HELD)
    source = models.CharField(_("来源"), max_length=7, choices=Source, default=Source.ONLINE)
    walk_in = models.BooleanField(_("没有预约直接来的"), default=False)
    priority = models.BooleanField(_("优先接待"), default=False)

    name = SealedTextField(_("姓名"), blank=True, default="")
    phone = SealedTextField(_("手机号码"), blank=True, default="")
    phone_print = models.CharField(max_length=64, blank=True)
    user = models.ForeignKey("tenants.User", models.SET_NULL, null=True, related_name="+")
    subject = SealedTextField(_("想问什么"), blank=True, default="")
    matter = models.CharField(_("事项"), max_length=40, blank=True)
    careful = models.BooleanField(_("短信里不提事由"), default=False)
    about = models.CharField(_("所属案件"), max_length=120, blank=True)

    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(_("预约时间"), null=True)
    arrived_at = models.DateTimeField(_("到场时间"), null=True)
    closed_at = models.DateTimeField(_("结束时间"), null=True)
    moved = models.PositiveSmallIntegerField(_("改期次数"), default=0)
    why_cancelled = models.CharField(_("取消原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("预约")
        verbose_name_plural = _("预约")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "number"], name="one_appointment_per_number"),
            models.UniqueConstraint(
                fields=["session", "place"],
                condition=models.Q(session__isnull=False),
                name="a_place_is_given_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["cancelled", "lapsed"], session=None, place=None)
                | models.Q(
                    state__in=["held", "confirmed", "arrived", "done", "no_show"],
                    session__isnull=False,
                    place__isnull=False,
                ),
                name="who_comes_has_a_place",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "starts_at"], name="appointments_by_start"),
            models.Index(
                fields=["expires_at"], condition=models.Q(state="held"), name="appointments_that_lapse"
            ),
            models.Index(fields=["tenant", "phone_print", "state"], name="appointments_of_a_phone"),
            models.Index(fields=["tenant", "about"], name="appointments_of_a_case"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


# Still to come, or there.
OPEN = (Appointment.State.HELD, Appointment.State.CONFIRMED, Appointment.State.ARRIVED)
