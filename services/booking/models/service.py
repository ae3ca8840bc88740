from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from services.booking.models.resource import Resource
from services.booking.models.roster import Roster
from services.booking.ticks import whole_ticks
from services.directory.codes import CodesField, matter_codes
from services.directory.models import Organisation
from tenants.fields import TenantForeignKey, TenantManyToManyField
from tenants.models import TenantOwned


class Channel(models.TextChoices):
    IN_PERSON = "in_person", _("当面")
    PHONE = "phone", _("电话")
    VIDEO = "video", _("视频")


# Addresses under /book/ that a service cannot have.
RESERVED = frozenset({"mine", "held", "offer", "feed", "duty"})


def not_reserved(code: str) -> None:
    if code in RESERVED:
        raise ValidationError(_("这个代号已有别的用处，请换一个。"))


def channel_codes() -> list[tuple[str, object]]:
    return list(Channel.choices)


class BookableService(TenantOwned):
    """What can be booked: with whom, how long, and how. Times are multiples of five minutes.

    Where there are `rooms`, meeting in person takes one of them. With a `roster`, people may be booked during their
    shifts of it and at no other time.
    """

    code = models.SlugField(
        _("代号"), max_length=40, validators=[not_reserved], help_text=_("网址里用，英文小写。")
    )
    name = models.CharField(_("名称"), max_length=60)
    summary = models.CharField(_("一句话说明"), max_length=200, blank=True)
    organisation = TenantForeignKey(
        Organisation, models.PROTECT, related_name="bookable", verbose_name=_("办理机构")
    )
    matters = CodesField(_("适用的事项"), codes=matter_codes, blank=True)
    resources = TenantManyToManyField(Resource, related_name="services", verbose_name=_("由谁接待"))
    rooms = TenantManyToManyField(Resource, related_name="+", blank=True, verbose_name=_("用哪些房间"))
    roster = TenantForeignKey(
        Roster, models.SET_NULL, null=True, blank=True, related_name="services", verbose_name=_("按值班表")
    )
    channels = CodesField(_("方式"), codes=channel_codes)
    minutes = models.PositiveSmallIntegerField(
        _("每次多少分钟"), default=30, validators=[MinValueValidator(5), MaxValueValidator(480), whole_ticks]
    )
    pause = models.PositiveSmallIntegerField(
        _("两次之间留几分钟"), default=0, validators=[MaxValueValidator(120), whole_ticks]
    )
    every = models.PositiveSmallIntegerField(
        _("每隔几分钟可以开始"),
        default=30,
        validators=[MinValueValidator(5), MaxValueValidator(480), whole_ticks],
    )
    capacity = models.PositiveSmallIntegerField(
        _("同一时间接待几组"), default=1, validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    horizon_days = models.PositiveSmallIntegerField(
        _("最多提前几天预约"), default=30, validators=[MinValueValidator(1), MaxValueValidator(92)]
    )
    lead_minutes = models.PositiveIntegerField(_("最少提前几分钟预约"), default=120)
    choose_person = models.BooleanField(_("可以指定人员"), default=True)
    materials = models.TextField(_("请带材料（一行一项）"), blank=True)
    procedure = models.CharField(
        _("预约成功后自动登记的事项"), max_length=60, blank=True, help_text=_("程序代号，空着就不登记。")
    )
    most_open = models.PositiveSmallIntegerField(
        _("一个手机号最多同时有几个预约"), default=2, validators=[MinValueValidator(1)]
    )
    active = models.BooleanField(_("开放预约"), default=True)

    class Meta:
        verbose_name = _("预约事项")
        verbose_name_plural = _("预约事项")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "code"],
                name="one_bookable_service_per_code",
                violation_error_message=_("已有这个代号。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def to_bring(self) -> list[str]:
        return [line.strip() for line in self.materials.splitlines() if line.strip()]
