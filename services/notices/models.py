"""The outbox: a word to a person, and for each way out of the house how far it has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.notices.registry import called
from services.notices.wording import LONGEST
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned
from tenants.sealed import SealedTextField


class Notice(TenantOwned):
    """Shown in the portal to `to_user` as soon as it is queued. `about` is a kind and a public number: `case:…`.

    `outside` is what leaves the portal where that says less than `text`; `since` and `until` are the hours of the
    day between which this person may be written to. What is `for_staff` is shown in the back office alone.
    """

    kind = models.CharField(_("类别"), max_length=60)
    to_user = models.ForeignKey("tenants.User", models.CASCADE, null=True, blank=True, related_name="+")
    to_phone = SealedTextField(_("手机号码"), blank=True, default="")
    text = SealedTextField(_("内容"))
    outside = SealedTextField(_("站外内容"), blank=True, default="")
    since = models.TimeField(_("可联系时间自"), null=True, blank=True)
    until = models.TimeField(_("可联系时间至"), null=True, blank=True)
    link = models.CharField(_("链接"), max_length=300, blank=True)
    about = models.CharField(_("事项"), max_length=120, blank=True)
    for_staff = models.BooleanField(_("给工作人员"), default=False)
    once = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(_("时间"), auto_now_add=True)
    read_at = models.DateTimeField(_("阅读时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("提醒")
        verbose_name_plural = _("提醒")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "once"], condition=~models.Q(once=""), name="a_notice_is_queued_once"
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "to_user", "read_at"], name="notices_of_a_person"),
            models.Index(fields=["tenant", "about"], name="notices_about_a_matter"),
        ]

    def __str__(self) -> str:
        return called(self.kind)

    @property
    def matter(self) -> str:
        """What it is about, as people name it: the number alone."""
        return self.about.partition(":")[2] or self.about


class Delivery(TenantOwned):
    """One way out of the house for one notice. Waiting until `due_at`; who claims it moves that on.

    `channel` is a code of channels.py. `sent_to` is the masked number or address, kept for who asks later.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("待发送")
        SENT = "sent", _("已发送")
        FAILED = "failed", _("未送达")

    notice = TenantForeignKey(Notice, models.CASCADE, related_name="deliveries")
    channel = models.CharField(_("方式"), max_length=20)
    state = models.CharField(_("状态"), max_length=7, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("次数"), default=0)
    due_at = models.DateTimeField(_("下次发送"))
    sent_at = models.DateTimeField(_("发送时间"), null=True, blank=True)
    sent_to = models.CharField(_("发往"), max_length=80, blank=True)
    error = models.CharField(_("原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("发送")
        verbose_name_plural = _("发送")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel"], name="one_delivery_per_channel"),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(state="waiting"), name="deliveries_that_wait"),
            models.Index(
                fields=["tenant"], condition=models.Q(state="failed"), name="deliveries_that_failed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} · {self.get_state_display()}"


class NoticeText(TenantOwned):
    """How a county words one kind of notice; without a row the words that were shipped hold."""

    kind = models.CharField(_("提醒"), max_length=60, editable=False)
    text = models.TextField(_("用语"), max_length=LONGEST)

    class Meta:
        verbose_name = _("提醒用语")
        verbose_name_plural = _("提醒用语")
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "kind"], name="a_kind_is_worded_once"),
        ]

    def __str__(self) -> str:
        return called(self.kind)


class QuietHours(TenantOwned):
    """When a county sends nothing that is not urgent. Equal times: it sends at any hour."""

    since = models.TimeField(_("自"))
    until = models.TimeField(_("至"))

    class Meta:
        verbose_name = _("免打扰时段")
        verbose_name_plural = _("免打扰时段")
        constraints = [
            models.UniqueConstraint(fields=["tenant"], name="a_county_is_quiet_once"),
        ]

    def __str__(self) -> str:
        return f"{self.since:%H:%M}–{self.until:%H:%M}"
