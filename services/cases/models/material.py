from django.db import models
from django.utils.translation import gettext_lazy as _

from services.cases.models.case import Case
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned
from tenants.sealed import SealedJSONField
from tenants.storage import private_storage


class CasePaper(TenantOwned):
    """A paper of the procedure (`code`) in this case: asked for by a step, then made, then signed where it needs it.

    A record waits until somebody writes it; `words` is what was written into this paper alone, by place of its form.
    `paper` is the issued one (`services.documents.Paper`). `error` says why making it failed; it is tried again.
    """

    class Status(models.TextChoices):
        TO_WRITE = "to_write", _("待填写")
        TO_MAKE = "to_make", _("待制作")
        MADE = "made", _("已制作")
        TO_SIGN = "to_sign", _("待签名")
        SIGNED = "signed", _("已签名")
        REPLACED = "replaced", _("已作废")

    case = TenantForeignKey(Case, models.CASCADE, related_name="papers")
    code = models.CharField(max_length=80)
    name = models.CharField(_("文书"), max_length=120)
    status = models.CharField(_("状态"), max_length=10, choices=Status, default=Status.TO_MAKE)
    paper = TenantForeignKey("papers.Paper", models.PROTECT, null=True, blank=True, related_name="+")
    shown = models.BooleanField(_("当事人可见"), default=True)
    words = SealedJSONField(null=True, blank=True)
    wanted_at = models.DateTimeField(_("要求时间"))
    made_at = models.DateTimeField(_("制作时间"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("案件文书")
        verbose_name_plural = _("案件文书")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Evidence(TenantOwned):
    """A file that somebody brought. Its bytes lie in the private store; `sha256` is what was received.

    `code` is the paper of the procedure it is (履行凭证 …), where it is one.
    """

    case = TenantForeignKey(Case, models.CASCADE, related_name="evidence")
    code = models.CharField(max_length=80, blank=True)
    name = models.CharField(_("名称"), max_length=200)
    file = models.FileField(upload_to="evidence", storage=private_storage, max_length=300)
    mime = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("大小"))
    sha256 = models.CharField(_("校验值"), max_length=64)
    party = TenantForeignKey("cases.Party", models.PROTECT, null=True, blank=True, related_name="+")
    added_by = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(_("提交时间"))
    shown = models.BooleanField(_("当事人可见"), default=True)

    class Meta:
        verbose_name = _("证据材料")
        verbose_name_plural = _("证据材料")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Dossier(TenantOwned):
    """The file of a case (卷宗) as it was bound at a moment. `catalogue`: [[name, first page, pages], …];

    `missing`: papers that a step taken demands and that are not there or not signed.
    """

    case = TenantForeignKey(Case, models.CASCADE, related_name="dossiers")
    pdf = models.FileField(upload_to="dossiers", storage=private_storage, max_length=300)
    sha256 = models.CharField(_("校验值"), max_length=64)
    pages = models.PositiveIntegerField(_("页数"))
    catalogue = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    head = models.CharField(max_length=64)
    built_by = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")
    built_at = models.DateTimeField(_("成卷时间"))

    class Meta:
        verbose_name = _("卷宗")
        verbose_name_plural = _("卷宗")
        ordering = ["-built_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.built_at:%Y-%m-%d}"
