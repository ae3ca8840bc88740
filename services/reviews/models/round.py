from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.calendar.periods import around
from services.reviews.models.settings import Board
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned
from tenants.sealed import SealedTextField


class Round(TenantOwned):
    """A quarter's review of one kind of dossier.

    `listed`: the eligible dossiers as lines of mark and group (services/reviews/marks.py), sorted; `eligible_digest` is
    the SHA-256 of these lines. Both are public from the announcement on; the seed becomes known afterwards.
    `salt` is secret: without it nobody comes from a mark to a number by counting numbers through.
    The numbers from `size` to `on_paper` are those of the county's settings on the day of the announcement.
    """

    class State(models.TextChoices):
        ANNOUNCED = "announced", _("已公告，等待抽取")
        DRAWN = "drawn", _("已抽取")
        READING = "reading", _("评查中")
        DONE = "done", _("已公布结果")

    board = models.CharField(_("类别"), max_length=10, choices=Board)
    since = models.DateField(_("办结日期自"))
    until = models.DateField(_("办结日期至"))
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.ANNOUNCED)
    announced_at = models.DateTimeField(_("公告时间"))
    salt = SealedTextField()
    listed = models.TextField(_("名单"))
    eligible_digest = models.CharField(_("名单的校验值"), max_length=64)
    eligible_count = models.PositiveIntegerField(_("名单上的案卷"))
    size = models.PositiveIntegerField(_("抽取件数"))
    each_from = models.PositiveSmallIntegerField(default=0)
    readings = models.PositiveSmallIntegerField(default=2)
    difference = models.PositiveSmallIntegerField(default=10)
    pass_mark = models.PositiveSmallIntegerField(default=60)
    reply_days = models.PositiveSmallIntegerField(default=10)
    seed_plan = models.CharField(_("随机数从哪里来"), max_length=200)
    seed_on = models.DateField(_("随机数哪天产生"))
    seed = models.CharField(_("随机数"), max_length=200, blank=True)
    seed_source = models.CharField(_("随机数的出处"), max_length=200, blank=True)
    drawn_at = models.DateTimeField(_("抽取时间"), null=True, blank=True)
    published_at = models.DateTimeField(_("公布时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("评查批次")
        verbose_name_plural = _("评查批次")
        ordering = ["-since", "board", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "board", "since"], name="one_review_round_per_quarter")
        ]

    def __str__(self) -> str:
        return f"{self.quarter} {self.get_board_display()}"

    @property
    def quarter(self) -> str:
        return str(around(self.since, "quarter"))


class Sampled(TenantOwned):
    """A dossier that was drawn. Who handled it is copied: sums are counted by what was true then.

    `closed`: the result stands and counts. `score` with one decimal. `closed_on` is the day the case ended.
    `review` is the case of the review procedure, `refusal` what that procedure answered where it did not go on.
    """

    class Result(models.TextChoices):
        PASSED = "passed", _("合格")
        FAILED = "failed", _("不合格")

    round = TenantForeignKey(Round, models.PROTECT, related_name="sampled")
    case = TenantForeignKey("cases.Case", models.PROTECT, related_name="+")
    mark = models.CharField(max_length=64)
    place = models.PositiveIntegerField(_("顺位"))
    closed_on = models.DateField(_("案件办结日期"))
    lawyer = TenantForeignKey("directory.Lawyer", models.SET_NULL, null=True, blank=True, related_name="+")
    mediator = TenantForeignKey(
        "directory.Mediator", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    organisation = TenantForeignKey(
        "directory.Organisation", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    handler_user = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")
    score = models.DecimalField(_("得分"), max_digits=4, decimal_places=1, null=True, blank=True)
    result = models.CharField(_("结果"), max_length=10, choices=Result, blank=True)
    grounds = models.JSONField(default=list)
    closed = models.BooleanField(_("已有结果"), default=False)
    decided_at = models.DateTimeField(_("结果时间"), null=True, blank=True)
    reply_until = models.DateField(_("申述截止"), null=True, blank=True)
    reply = SealedTextField(_("申述"), blank=True, default="")
    replied_at = models.DateTimeField(null=True, blank=True)
    answer = SealedTextField(_("答复"), blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")
    review = TenantForeignKey("cases.Case", models.SET_NULL, null=True, blank=True, related_name="+")
    refusal = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("抽中的案卷")
        verbose_name_plural = _("抽中的案卷")
        ordering = ["round", "place"]
        constraints = [
            models.UniqueConstraint(fields=["round", "case"], name="a_dossier_is_drawn_once_a_round"),
            models.CheckConstraint(
                condition=models.Q(closed=False) | (models.Q(score__isnull=False) & ~models.Q(result="")),
                name="a_closed_review_has_its_result",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "closed", "closed_on"], name="review_tallies")]

    def __str__(self) -> str:
        return self.mark[:12]

    @property
    def points(self) -> Decimal:
        return self.score or Decimal(0)
