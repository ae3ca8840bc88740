from django.db import transaction
from django.utils.translation import gettext as _

from services.documents.errors import PaperError
from services.documents.models import DocumentTemplate
from tenants.journal import note
from tenants.models import User


def revert_template(kind: str, *, actor: User | None) -> None:
    """Back to the shipped form. What was issued before stays as it is; the office's file is kept, out of use."""
    with transaction.atomic():
        row = DocumentTemplate.objects.filter(kind=kind, active=True).first()
        if row is None:
            raise PaperError(_("这种文书用的已经是内置模板。"))
        DocumentTemplate.objects.filter(pk=row.pk).update(active=False)
        note(actor, "template_reverted", row, file=row.file_name)
