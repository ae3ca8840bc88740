from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.models import TenantOwned
from tenants.storage import private_storage


class FormDraft(TenantOwned):
    """What somebody has typed and not yet sent, as the browser would send it. `digest` is the form's version then."""

    owner = models.CharField(max_length=64)
    key = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    sealed = models.TextField()
    updated_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("草稿")
        verbose_name_plural = _("草稿")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "owner", "key"], name="one_draft_of_a_form_for_each"),
        ]

    def __str__(self) -> str:
        return self.key


def _place(kept: "KeptFile", filename: str) -> str:
    return f"kept/{kept.key}"


class KeptFile(TenantOwned):
    """An upload that waits until its form is sent. Only who uploaded it can name it."""

    owner = models.CharField(max_length=64, db_index=True)
    key = models.CharField(max_length=40, unique=True)
    sealed_name = models.TextField()
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=_place, storage=private_storage)
    kept_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("待提交的文件")
        verbose_name_plural = _("待提交的文件")

    def __str__(self) -> str:
        return self.key
