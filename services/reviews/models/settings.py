from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned


class Board(models.TextChoices):
    AID = "aid", _("法律援助案卷")
    MEDIATION = "mediation", _("人民调解案卷")


def _share(low: int, high: int) -> list:
    return [MinValueValidator(low), MaxValueValidator(high)]


class ReviewSettings(TenantOwned):
    """How a county reviews. No document states these numbers: they are ours until the county changes them.

    A round copies them when it is announced; what is changed later holds for the next one.
    `each_from`: whoever closed so many dossiers in the quarter has at least one drawn; 0 asks for nobody in particular.
    """

    share = models.PositiveSmallIntegerField(
        _("抽取比例（%）"), default=10, validators=_share(1, 100), help_text=_("按本季度办结的案卷计算。")
    )
    least = models.PositiveSmallIntegerField(
        _("至少抽取（件）"), default=5, validators=_share(1, 1000), help_text=_("不足此数的全部评查。")
    )
    each_from = models.PositiveSmallIntegerField(
        _("每人至少抽一件"), default=5, help_text=_("本季度办结达到这个件数的人，至少抽一件；填0就不作要求。")
    )
    readings = models.PositiveSmallIntegerField(
        _("每卷几人评查"), default=2, validators=_share(1, 2), help_text=_("各评各的，互不知道。")
    )
    difference = models.PositiveSmallIntegerField(
        _("分差超过几分由第三人评查"), default=10, validators=_share(1, 100)
    )
    pass_mark = models.PositiveSmallIntegerField(_("合格分数"), default=60, validators=_share(1, 100))
    reply_days = models.PositiveSmallIntegerField(
        _("几天内可以申述"),
        default=10,
        validators=_share(1, 60),
        help_text=_("从告知结果的次日起算，按日历日。"),
    )
    on_paper = models.BooleanField(
        _("补录的旧案也评查"), default=False, help_text=_("补录的旧案没有电子卷宗，评查员看纸质案卷。")
    )

    class Meta:
        verbose_name = _("评查设置")
        verbose_name_plural = _("评查设置")
        constraints = [models.UniqueConstraint(fields=["tenant"], name="one_review_settings_per_county")]

    def __str__(self) -> str:
        return str(_("评查设置"))


class Reviewer(TenantOwned):
    """Somebody the county put on its list of reviewers: an account, or a line of a register that has one."""

    board = models.CharField(_("评查哪类案卷"), max_length=10, choices=Board)
    user = models.ForeignKey(
        "tenants.User", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("登录账号")
    )
    lawyer = TenantForeignKey(
        "directory.Lawyer", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("律师")
    )
    mediator = TenantForeignKey(
        "directory.Mediator",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("人民调解员"),
    )
    active = models.BooleanField(_("在用"), default=True)

    class Meta:
        verbose_name = _("评查员")
        verbose_name_plural = _("评查员")
        ordering = ["board", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "board", field],
                condition=models.Q(**{f"{field}__isnull": False}),
                name=f"a_{field}_reviews_a_board_once",
            )
            for field in ("user", "lawyer", "mediator")
        ] + [
            models.CheckConstraint(
                condition=models.Q(user__isnull=False)
                | models.Q(lawyer__isnull=False)
                | models.Q(mediator__isnull=False),
                name="a_reviewer_is_somebody",
            )
        ]

    def __str__(self) -> str:
        return str(self.user or self.lawyer or self.mediator)

    @property
    def account_id(self) -> int | None:
        line = self.lawyer or self.mediator
        return self.user_id or (line.user_id if line else None)
