from django.db import models
from django.utils.translation import gettext_lazy as _

from services.directory.models import Lawyer, Mediator, Organisation, Room
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned


class Resource(TenantOwned):
    """What an appointment takes up: a person, a window, or a room. Nothing is taken up twice at one time."""

    class Kind(models.TextChoices):
        PERSON = "person", _("人员")
        DESK = "desk", _("窗口")
        ROOM = "room", _("房间")

    kind = models.CharField(_("类别"), max_length=6, choices=Kind, default=Kind.PERSON)
    name = models.CharField(_("名称"), max_length=60)
    organisation = TenantForeignKey(
        Organisation, models.PROTECT, related_name="resources", verbose_name=_("所在机构")
    )
    user = models.ForeignKey(
        "tenants.User", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("登录账号")
    )
    mediator = TenantForeignKey(
        Mediator, models.SET_NULL, null=True, blank=True, related_name="resources", verbose_name=_("调解员")
    )
    lawyer = TenantForeignKey(
        Lawyer, models.SET_NULL, null=True, blank=True, related_name="resources", verbose_name=_("律师")
    )
    room = TenantForeignKey(
        Room, models.SET_NULL, null=True, blank=True, related_name="resources", verbose_name=_("对应的房间")
    )
    active = models.BooleanField(_("接受预约"), default=True)

    class Meta:
        verbose_name = _("可预约的人员和房间")
        verbose_name_plural = _("可预约的人员和房间")
        ordering = ["kind", "organisation", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "name"],
                name="one_resource_per_name",
                violation_error_message=_("该机构已有同名的人员或房间。"),
            ),
            *(
                models.UniqueConstraint(
                    fields=[stands_for],
                    condition=models.Q(**{f"{stands_for}__isnull": False}),
                    name=f"a_{stands_for}_is_one_resource",
                    violation_error_message=_("此人（房间）已经在名单里。"),
                )
                for stands_for in ("mediator", "lawyer", "room")
            ),
        ]

    def __str__(self) -> str:
        return self.name
