"""When an organisation is open, or a person works: by the week, and what is different on single days."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.booking.models.resource import Resource
from services.directory.models import Organisation
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned

MAKEUP, HOLIDAY = 7, 8


class DayKind(models.IntegerChoices):
    """The weekdays as Python counts them; a make-up day and a holiday are neither."""

    MONDAY = 0, _("周一")
    TUESDAY = 1, _("周二")
    WEDNESDAY = 2, _("周三")
    THURSDAY = 3, _("周四")
    FRIDAY = 4, _("周五")
    SATURDAY = 5, _("周六")
    SUNDAY = 6, _("周日")
    MAKEUP = MAKEUP, _("调休上班日")
    HOLIDAY = HOLIDAY, _("法定节假日")


class _Concerns(TenantOwned):
    """Of exactly one: an organisation, and so everybody there, or one person or room."""

    organisation = TenantForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("机构")
    )
    resource = TenantForeignKey(
        Resource, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("人员或房间")
    )

    class Meta:
        abstract = True


def _of_one(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(organisation__isnull=False, resource=None)
        | models.Q(organisation=None, resource__isnull=False),
        name=name,
        violation_error_message=_("请选择一个机构，或者一名人员、一个房间，只选一个。"),
    )


class OpeningHours(_Concerns):
    """One span of a kind of day. Closing at or before opening means the next morning.

    Who has hours of their own does not keep those of the organisation.
    """

    day = models.PositiveSmallIntegerField(_("哪一天"), choices=DayKind)
    opens = models.TimeField(_("从"))
    closes = models.TimeField(_("到"))
    since = models.DateField(_("自何日起"), null=True, blank=True)
    until = models.DateField(_("至何日止"), null=True, blank=True)

    class Meta:
        verbose_name = _("每周时间")
        verbose_name_plural = _("每周时间")
        ordering = ["organisation", "resource", "day", "opens"]
        constraints = [_of_one("opening_hours_are_of_one")]

    def __str__(self) -> str:
        return f"{self.get_day_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"


class HoursException(_Concerns):
    """Open although it is not written, or shut, or away. `note` is shown to citizens, `reason` is not."""

    class Kind(models.TextChoices):
        OPEN = "open", _("加开")
        CLOSED = "closed", _("暂停")
        LEAVE = "leave", _("请假")

    kind = models.CharField(_("类别"), max_length=6, choices=Kind)
    starts_at = models.DateTimeField(_("开始"))
    ends_at = models.DateTimeField(_("结束"))
    reason = models.CharField(_("原因（不公开）"), max_length=200, blank=True)
    note = models.CharField(_("给群众看的说明"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("加开、暂停和请假")
        verbose_name_plural = _("加开、暂停和请假")
        ordering = ["-starts_at", "pk"]
        constraints = [
            _of_one("different_hours_are_of_one"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="different_hours_end_after_they_began",
                violation_error_message=_("结束时间要晚于开始时间。"),
            ),
        ]
        indexes = [models.Index(fields=["tenant", "ends_at"], name="different_hours_by_end")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.starts_at:%Y-%m-%d %H:%M}"
