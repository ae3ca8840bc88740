"""Duty rosters: who is on duty when. A published shift has been handed to the place where the duty is done."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.booking.models.hours import DayKind
from services.booking.models.resource import Resource
from services.directory.models import Organisation
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned
from tenants.sealed import SealedTextField


class Roster(TenantOwned):
    """`days_ahead`: so many days before a shift its list has to be at the place (`handed_to`)."""

    name = models.CharField(_("名称"), max_length=60)
    organisation = TenantForeignKey(
        Organisation, models.PROTECT, related_name="rosters", verbose_name=_("值班地点")
    )
    handed_to = models.CharField(_("名单抄送单位"), max_length=100, blank=True)
    handed_phone = SealedTextField(_("抄送联系电话"), blank=True, default="")
    days_ahead = models.PositiveSmallIntegerField(_("提前几天抄送"), default=7)
    pool_only = models.BooleanField(_("只排律师人才库的律师"), default=False)
    basis = models.CharField(_("依据"), max_length=200, blank=True)
    public = models.BooleanField(_("在网上公开值班人员姓名"), default=False)
    active = models.BooleanField(_("正在使用"), default=True)

    class Meta:
        verbose_name = _("值班表")
        verbose_name_plural = _("值班表")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "name"],
                name="one_roster_per_name",
                violation_error_message=_("已有同名值班表。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RosterTime(TenantOwned):
    """On each day of this kind `headcount` people from `opens` to `closes`."""

    roster = TenantForeignKey(Roster, models.CASCADE, related_name="times", verbose_name=_("值班表"))
    day = models.PositiveSmallIntegerField(_("哪一天"), choices=DayKind)
    opens = models.TimeField(_("从"))
    closes = models.TimeField(_("到"))
    headcount = models.PositiveSmallIntegerField(_("几人"), default=1)

    class Meta:
        verbose_name = _("值班时间")
        verbose_name_plural = _("值班时间")
        ordering = ["roster", "day", "opens"]

    def __str__(self) -> str:
        return f"{self.roster} · {self.get_day_display()} {self.opens:%H:%M}"


class RosterMember(TenantOwned):
    roster = TenantForeignKey(Roster, models.CASCADE, related_name="members", verbose_name=_("值班表"))
    resource = TenantForeignKey(Resource, models.CASCADE, related_name="rosters", verbose_name=_("人员"))
    since = models.DateField(_("自何日起"), null=True, blank=True)
    until = models.DateField(_("至何日止"), null=True, blank=True)

    class Meta:
        verbose_name = _("值班人员")
        verbose_name_plural = _("值班人员")
        ordering = ["roster", "resource"]
        constraints = [
            models.UniqueConstraint(
                fields=["roster", "resource"],
                name="a_person_stands_once_in_a_roster",
                violation_error_message=_("此人已在这张值班表里。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.roster} · {self.resource}"


class Shift(TenantOwned):
    """One person's duty on one day. `place` numbers the people of one shift from 0."""

    class State(models.TextChoices):
        PLANNED = "planned", _("已排班")
        PUBLISHED = "published", _("名单已抄送")
        REPLACING = "replacing", _("等待换人")
        ON_DUTY = "on_duty", _("值班中")
        DONE = "done", _("值班结束")
        ABSENT = "absent", _("缺勤")
        VOID = "void", _("取消")

    roster = TenantForeignKey(Roster, models.CASCADE, related_name="shifts", verbose_name=_("值班表"))
    starts_at = models.DateTimeField(_("开始"))
    ends_at = models.DateTimeField(_("结束"))
    place = models.PositiveSmallIntegerField(_("第几人"), default=0)
    resource = TenantForeignKey(
        Resource, models.PROTECT, null=True, blank=True, related_name="shifts", verbose_name=_("值班人员")
    )
    state = models.CharField(_("状态"), max_length=9, choices=State, default=State.PLANNED)
    published_at = models.DateTimeField(_("抄送时间"), null=True, blank=True)
    came_at = models.DateTimeField(_("到岗"), null=True, blank=True)
    left_at = models.DateTimeField(_("离岗"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("班次")
        verbose_name_plural = _("班次")
        ordering = ["starts_at", "roster", "place"]
        constraints = [
            models.UniqueConstraint(fields=["roster", "starts_at", "place"], name="one_shift_per_place"),
            models.UniqueConstraint(
                fields=["resource", "starts_at"],
                condition=~models.Q(state="void") & models.Q(resource__isnull=False),
                name="nobody_begins_two_shifts_at_once",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "starts_at"], name="shifts_by_start")]

    def __str__(self) -> str:
        return f"{self.roster} {self.starts_at:%Y-%m-%d %H:%M}"
