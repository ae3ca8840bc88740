"""The outbox: a word to a person, and for each way out of the house how far it has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.notices.registry import called
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned
from tenants.sealed import SealedTextField

LONGEST = 500


class Notice(TenantOwned):
    """Shown in the portal to `to_user` as soon as it is queued. `about` is a kind and a public number: `case:…`."""

    kind = models.CharField(_("类别"), max_length=60)
    to_user = models.ForeignKey("tenants.User", models.CASCADE, null=True, blank=True, related_name="+")
    to_phone = SealedTextField(_("手机号码"), blank=True, default="")
    text = SealedTextField(_("内容"))
    link = models.CharField(_("链接"), max_length=300, blank=True)
    about = models.CharField(_("事项"), max_length=120, blank=True)
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
    """One way out of the house for one notice. Waiting until `due_at`; who claims it moves that on."""

    class Channel(models.TextChoices):
        SMS = "sms", _("短信")
        EMAIL = "email", _("邮件")

    class State(models.TextChoices):
        WAITING = "waiting", _("待发送")
        SENT = "sent", _("已发送")
        FAILED = "failed", _("未送达")

    notice = TenantForeignKey(Notice, models.CASCADE, related_name="deliveries")
    channel = models.CharField(_("方式"), max_length=5, choices=Channel)
    state = models.CharField(_("状态"), max_length=7, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("次数"), default=0)
    due_at = models.DateTimeField(_("下次发送"))
    sent_at = models.DateTimeField(_("发送时间"), null=True, blank=True)
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
        return f"{self.get_channel_display()} · {self.get_state_display()}"
