"""An edition of a ranking. Once it is published nothing of it changes: neither through a form nor through an action."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from services.ranking.models.formula import Board
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned


class FrozenError(ValidationError):
    """A published edition is not changed or deleted; what was wrong is told in the next one."""

    def __init__(self) -> None:
        super().__init__(_("已公布的排名不能再改。"))


class Edition(TenantOwned):
    """`since` and `until` are the first and the last day that count.

    `formula` is the one in force when it was counted, whole. What is downloaded is kept as text, letter by letter;
    `digest` is the SHA-256 over it and over the digest of the edition `before`, so that an old one cannot be exchanged.
    `salt` makes the codes of the people; it stays here. `named` is the SHA-256 over codes and names, sealed as well.
    `changed` are the codes whose line another count has changed. `case` is the LA_RANKING case that goes along, where
    the county has that procedure; `case_says` why a step of it was refused.
    """

    class State(models.TextChoices):
        COUNTED = "counted", _("已统计，待核对")
        OPEN = "open", _("异议期")
        PUBLISHED = "published", _("已公布")

    board = models.CharField(_("榜单"), max_length=12, choices=Board)
    since = models.DateField(_("统计期自"))
    until = models.DateField(_("统计期至"))
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.COUNTED)
    formula = models.JSONField()
    salt = models.CharField(max_length=32, editable=False)
    counted_at = models.DateTimeField(_("统计时间"))
    counted_by = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField(_("通报时间"), null=True, blank=True)
    objections_until = models.DateField(_("异议期至"), null=True, blank=True)
    published_at = models.DateTimeField(_("公布时间"), null=True, blank=True)
    published_by = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")
    before = TenantForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    inputs = models.TextField(blank=True)
    result = models.TextField(blank=True)
    script = models.TextField(blank=True)
    digest = models.CharField(_("校验码"), max_length=64, blank=True)
    named = models.CharField(max_length=64, blank=True, editable=False)
    changed = models.JSONField(default=list, blank=True, editable=False)
    case = TenantForeignKey("cases.Case", models.SET_NULL, null=True, blank=True, related_name="+")
    case_says = models.CharField(max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = _("排名")
        verbose_name_plural = _("公益排名")
        ordering = ["-until", "board"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "board", "since", "until"],
                name="one_edition_a_period",
                violation_error_message=_("这一期已经统计过。"),
            ),
            models.CheckConstraint(
                condition=models.Q(state="published", published_at__isnull=False) & ~models.Q(digest="")
                | ~models.Q(state="published"),
                name="what_is_published_is_sealed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_board_display()} {self.period}"

    @property
    def period(self) -> str:
        """2026H1, as addresses and the JSON write it."""
        return f"{self.since.year}H{1 if self.since.month < 7 else 2}"

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk and type(self).objects.filter(pk=self.pk, state=self.State.PUBLISHED).exists():
            raise FrozenError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        if self.is_published:
            raise FrozenError
        return super().delete(*args, **kwargs)


class Entry(TenantOwned):
    """One line. `counts` is its line of inputs.csv, `row` its line of ranking.csv; `rank` is empty below the minimum.

    The name is that of the day of the edition: who leaves the register stays in the editions that named them.
    """

    edition = TenantForeignKey(Edition, models.CASCADE, related_name="entries")
    code = models.CharField(_("代码"), max_length=12)
    lawyer = TenantForeignKey("directory.Lawyer", models.SET_NULL, null=True, blank=True, related_name="+")
    mediator = TenantForeignKey(
        "directory.Mediator", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    organisation = TenantForeignKey(
        "directory.Organisation", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("姓名或名称"), max_length=120)
    body = models.CharField(_("所在机构"), max_length=120, blank=True)
    rank = models.PositiveIntegerField(_("名次"), null=True, blank=True)
    rank_before = models.PositiveIntegerField(_("上期名次"), null=True, blank=True)
    score = models.DecimalField(_("得分"), max_digits=6, decimal_places=2, null=True, blank=True)
    counts = models.JSONField(default=dict)
    row = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("排名明细")
        verbose_name_plural = _("排名明细")
        ordering = [models.F("rank").asc(nulls_last=True), "code"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="one_entry_a_code"),
        ]
        indexes = [models.Index(fields=["edition", "rank"], name="entries_by_rank")]

    def __str__(self) -> str:
        return f"{self.rank or '–'} {self.name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.edition.is_published:
            raise FrozenError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        if self.edition.is_published:
            raise FrozenError
        return super().delete(*args, **kwargs)
