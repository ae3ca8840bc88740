"""What is kept about organisations and mediators: rooms, the checklist of the premises, training, awards."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.directory.models.organisation import Organisation
from services.directory.models.people import Lawyer, Mediator
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned


class Room(TenantOwned):
    class Purpose(models.TextChoices):
        OFFICE = "office", _("办公室")
        RECEPTION = "reception", _("接待室")
        MEDIATION = "mediation", _("调解室")
        ARCHIVE = "archive", _("档案室")
        HALL = "hall", _("服务大厅")

    organisation = TenantForeignKey(
        Organisation, models.CASCADE, related_name="rooms", verbose_name=_("机构")
    )
    name = models.CharField(_("名称"), max_length=60)
    purpose = models.CharField(_("用途"), max_length=10, choices=Purpose, default=Purpose.MEDIATION)
    seats = models.PositiveSmallIntegerField(_("座位"), default=6)
    step_free = models.BooleanField(_("轮椅可以进"), default=False)

    class Meta:
        verbose_name = _("房间")
        verbose_name_plural = _("房间")
        ordering = ["organisation", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="one_room_per_name",
                violation_error_message=_("该机构已有同名房间。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.name}"


class PremisesItem(TenantOwned):
    """One line of the checklist of an organisation's premises; `item` is a code of premises.toml."""

    organisation = TenantForeignKey(
        Organisation, models.CASCADE, related_name="premises", verbose_name=_("机构")
    )
    item = models.CharField(_("项目"), max_length=40)
    present = models.BooleanField(_("具备"), default=False)
    checked_on = models.DateField(_("检查日期"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("场所设施")
        verbose_name_plural = _("场所设施")
        ordering = ["organisation", "item"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "item"],
                name="an_item_is_checked_once_per_organisation",
                violation_error_message=_("这一项已经登记过。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.item}"


class Training(TenantOwned):
    class Kind(models.TextChoices):
        INITIAL = "initial", _("初任培训")
        CONTINUING = "continuing", _("年度培训")
        HEARING = "hearing", _("旁听庭审")
        PRACTICE = "practice", _("实训、交流")

    mediator = TenantForeignKey(
        Mediator, models.PROTECT, related_name="trainings", verbose_name=_("人民调解员")
    )
    kind = models.CharField(_("类别"), max_length=10, choices=Kind)
    course = models.CharField(_("课程"), max_length=100)
    held_on = models.DateField(_("日期"))
    hours = models.DecimalField(_("学时"), max_digits=5, decimal_places=1)
    passed = models.BooleanField(_("考核合格"), default=True)

    class Meta:
        verbose_name = _("培训记录")
        verbose_name_plural = _("培训记录")
        ordering = ["-held_on", "pk"]

    def __str__(self) -> str:
        return f"{self.mediator} · {self.course}"


class Award(TenantOwned):
    """Given to exactly one: an organisation, a mediator or a lawyer."""

    class Level(models.TextChoices):
        NATIONAL = "national", _("国家级")
        PROVINCE = "province", _("省级")
        CITY = "city", _("市级")
        COUNTY = "county", _("县级")

    organisation = TenantForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="awards", verbose_name=_("机构")
    )
    mediator = TenantForeignKey(
        Mediator, models.PROTECT, null=True, blank=True, related_name="awards", verbose_name=_("人民调解员")
    )
    lawyer = TenantForeignKey(
        Lawyer, models.PROTECT, null=True, blank=True, related_name="awards", verbose_name=_("律师")
    )
    name = models.CharField(_("荣誉名称"), max_length=100)
    level = models.CharField(_("级别"), max_length=10, choices=Level)
    given_by = models.CharField(_("授予单位"), max_length=100)
    given_on = models.DateField(_("授予日期"))

    class Meta:
        verbose_name = _("表彰奖励")
        verbose_name_plural = _("表彰奖励")
        ordering = ["-given_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False, mediator=None, lawyer=None)
                | models.Q(organisation=None, mediator__isnull=False, lawyer=None)
                | models.Q(organisation=None, mediator=None, lawyer__isnull=False),
                name="an_award_is_given_to_one",
                violation_error_message=_("请选择一个机构、一名调解员或者一名律师，只选一个。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MapTile(TenantOwned):
    """Where a township stands on the county's drawn map: rows from north to south, columns from west to east."""

    division = models.ForeignKey(
        "tenants.Division", models.CASCADE, related_name="+", verbose_name=_("乡镇（街道）")
    )
    column = models.PositiveSmallIntegerField(_("从西往东第几列"))
    row = models.PositiveSmallIntegerField(_("从北往南第几行"))

    class Meta:
        verbose_name = _("示意图位置")
        verbose_name_plural = _("示意图位置")
        ordering = ["row", "column"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "division"],
                name="a_township_stands_once_on_the_map",
                violation_error_message=_("这个乡镇已经在图上。"),
            ),
            models.UniqueConstraint(
                fields=["tenant", "column", "row"],
                name="one_township_per_tile",
                violation_error_message=_("这个位置已经有乡镇。"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.division)
