from django.db import models
from django.utils.translation import gettext_lazy as _

from services.cases.models.case import Case
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned
from tenants.sealed import SealedTextField


class CaseLink(TenantOwned):
    """`case` came out of, was split from, was merged into, or simply belongs with `other`."""

    class Kind(models.TextChoices):
        RELATED = "related", _("关联")
        SPLIT = "split", _("分案")
        MERGED = "merged", _("并案")
        FOLLOW_UP = "follow_up", _("后续")

    case = TenantForeignKey(Case, models.CASCADE, related_name="links")
    other = TenantForeignKey(Case, models.CASCADE, related_name="linked_from")
    kind = models.CharField(_("关系"), max_length=20, choices=Kind)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("关联案件")
        verbose_name_plural = _("关联案件")
        constraints = [
            models.UniqueConstraint(fields=["case", "other", "kind"], name="one_link_of_a_kind"),
            models.CheckConstraint(condition=~models.Q(case=models.F("other")), name="not_linked_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.other_id}"


class CaseGrant(TenantOwned):
    """The county hands a case up: the umbrella may read it until `until`, and every look is noted in the case."""

    case = TenantForeignKey(Case, models.CASCADE, related_name="grants")
    to = models.ForeignKey("tenants.Tenant", models.PROTECT, related_name="+", verbose_name=_("报送"))
    reason = models.CharField(_("事由"), max_length=300)
    granted_by = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")
    granted_at = models.DateTimeField(_("报送时间"), auto_now_add=True)
    until = models.DateTimeField(_("收回时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("上报案件")
        verbose_name_plural = _("上报案件")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "to"], condition=models.Q(until=None), name="granted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} → {self.to_id}"


class FollowUpOffer(TenantOwned):
    """A further procedure that the case makes possible, and until when. Taken up: `opened` is the new case."""

    case = TenantForeignKey(Case, models.CASCADE, related_name="offers")
    procedure_code = models.CharField(max_length=60)
    words = models.CharField(_("说明"), max_length=200)
    prefill = models.JSONField(default=dict)
    until = models.DateField(_("最迟"), null=True, blank=True)
    made_at = models.DateTimeField()
    opened = TenantForeignKey(Case, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("后续程序")
        verbose_name_plural = _("后续程序")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["case", "procedure_code"], name="offered_once")]

    def __str__(self) -> str:
        return self.procedure_code


class Instalment(TenantOwned):
    """One performance of the agreement: what is due when, and whether it was done."""

    class Status(models.TextChoices):
        OPEN = "open", _("未到期或未履行")
        DONE = "done", _("已履行")
        PARTIAL = "partial", _("部分履行")

    case = TenantForeignKey(Case, models.CASCADE, related_name="instalments")
    due_on = models.DateField(_("履行日期"))
    what = models.CharField(_("内容"), max_length=200)
    amount = models.DecimalField(_("金额（元）"), max_digits=14, decimal_places=2, null=True, blank=True)
    status = models.CharField(_("状态"), max_length=10, choices=Status, default=Status.OPEN)
    done_on = models.DateField(_("履行于"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("履行计划")
        verbose_name_plural = _("履行计划")
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"{self.due_on} {self.what}"


class Message(TenantOwned):
    """A question to a party or from one, and its answer; or a note that only the office reads."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("请当事人补充")
        ANSWER = "answer", _("当事人回答")
        WORD = "word", _("当事人留言")
        NOTE = "note", _("内部记录")

    case = TenantForeignKey(Case, models.CASCADE, related_name="messages")
    kind = models.CharField(_("类别"), max_length=10, choices=Kind)
    text = SealedTextField(_("内容"))
    answers = TenantForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    party = TenantForeignKey("cases.Party", models.PROTECT, null=True, blank=True, related_name="+")
    author = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")
    author_name = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("留言与问答")
        verbose_name_plural = _("留言与问答")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"
