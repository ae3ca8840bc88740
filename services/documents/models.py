"""Templates of an office, the papers it issued, and who signed them."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.documents.codes import grouped
from services.documents.store import place_of_paper, place_of_template
from tenants.fields import TenantForeignKey
from tenants.models import TenantOwned
from tenants.sealed import SealedJSONField, SealedTextField
from tenants.storage import private_storage


class DocumentTemplate(TenantOwned):
    """A Word file that the office uses in place of the shipped form. Of one kind at most one is active."""

    kind = models.CharField(_("文书种类"), max_length=60)
    file = models.FileField(_("文件"), upload_to=place_of_template, storage=private_storage, default="")
    file_name = models.CharField(_("文件名"), max_length=200)
    digest = models.CharField(_("SHA-256"), max_length=64)
    placeholders = models.JSONField(_("占位符"), default=list)
    active = models.BooleanField(_("使用中"), default=True)
    uploaded_by = models.ForeignKey("tenants.User", models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(_("上传时间"), default=timezone.now)

    class Meta:
        verbose_name = _("文书模板")
        verbose_name_plural = _("文书模板")
        ordering = ["kind", "-uploaded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "kind"],
                condition=models.Q(active=True),
                name="one_active_template_per_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class Paper(TenantOwned):
    """An issued paper: its files never change. What it says is sealed; `/verify/` shows only its back."""

    class State(models.TextChoices):
        VALID = "valid", _("有效")
        REVOKED = "revoked", _("已撤销")
        REPLACED = "replaced", _("已被新的文书替换")

    code = models.CharField(_("核验码"), max_length=16, unique=True)
    kind = models.CharField(_("种类代码"), max_length=60)
    kind_name = models.CharField(_("文书"), max_length=80)
    number = models.CharField(_("文书编号"), max_length=90)
    matter_number = models.CharField(_("案号"), max_length=80, db_index=True)
    subject_label = SealedTextField(_("标题"), blank=True, default="")
    office = models.CharField(_("签发机构"), max_length=120)
    issued_at = models.DateTimeField(_("签发时间"), default=timezone.now)
    issued_by = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")
    head = models.CharField(_("登记链头"), max_length=80, blank=True)
    seats = SealedJSONField(default=list)
    spots = models.JSONField(default=list)
    template_digest = models.CharField(max_length=64, blank=True)
    docx = models.FileField(upload_to=place_of_paper, storage=private_storage, default="")
    docx_sha256 = models.CharField(max_length=64)
    pdf = models.FileField(upload_to=place_of_paper, storage=private_storage, default="")
    pdf_sha256 = models.CharField(max_length=64)
    signed_pdf = models.FileField(upload_to=place_of_paper, storage=private_storage, blank=True, default="")
    signed_sha256 = models.CharField(max_length=64, blank=True)
    signed_at = models.DateTimeField(_("签齐时间"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)
    revoked_reason = models.CharField(_("撤销原因"), max_length=200, blank=True)
    replaced_by = TenantForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replaces")

    class Meta:
        verbose_name = _("文书")
        verbose_name_plural = _("文书")
        ordering = ["-issued_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["tenant", "number"], name="one_paper_per_number")]

    def __str__(self) -> str:
        return f"{self.kind_name} {self.number}"

    @property
    def state(self) -> str:
        if self.replaced_by_id:
            return self.State.REPLACED
        return self.State.REVOKED if self.revoked_at else self.State.VALID

    def get_state_display(self) -> str:
        return str(self.State(self.state).label)

    @property
    def shown_code(self) -> str:
        return grouped(self.code)

    @property
    def hashes(self) -> dict[str, str]:
        """SHA-256 of every file that was issued under this code, by what the file is."""
        found = {self.pdf_sha256: _("签发的PDF"), self.docx_sha256: _("签发的Word文件")}
        if self.signed_sha256:
            found[self.signed_sha256] = _("各方签名后的PDF")
        return {digest: str(name) for digest, name in found.items()}

    def seat(self, code: str) -> dict[str, Any] | None:
        return next((seat for seat in self.seats if seat["code"] == code), None)

    def get_absolute_url(self) -> str:
        return reverse("papers:verify", kwargs={"code": self.code})


class PaperSignature(TenantOwned):
    """One person's signature on one seat of one paper. Written once."""

    class Method(models.TextChoices):
        DRAWN = "drawn", _("手写签名")
        TYPED = "typed", _("键入姓名并确认")
        PHOTO = "photo", _("纸质签名的照片")

    paper = TenantForeignKey(Paper, models.CASCADE, related_name="signatures")
    seat = models.CharField(_("席位"), max_length=60)
    label = models.CharField(_("身份"), max_length=60)
    name = SealedTextField(_("签名人"))
    method = models.CharField(_("方式"), max_length=5, choices=Method)
    image = SealedTextField(blank=True, default="")
    statement = models.CharField(_("确认的话"), max_length=300)
    signed_at = models.DateTimeField(_("签名时间"), default=timezone.now)
    person = models.ForeignKey("tenants.User", models.SET_NULL, null=True, blank=True, related_name="+")
    pdf_sha256 = models.CharField(_("所签文件的SHA-256"), max_length=64)
    device = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("文书签名")
        verbose_name_plural = _("文书签名")
        ordering = ["signed_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["paper", "seat"], name="one_signature_per_seat")]

    def __str__(self) -> str:
        return f"{self.label} · {self.get_method_display()}"
