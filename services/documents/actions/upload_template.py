from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from services.documents import intake, offered, placeholders
from services.documents.errors import TemplateRefusedError
from services.documents.fill import FillingError
from services.documents.models import DocumentTemplate
from services.documents.press import PressError
from services.documents.reading import ReadingError
from services.documents.store import sealed
from services.documents.trial import trial
from tenants.journal import note
from tenants.models import User
from tenants.scope import current_tenant


def upload_template(kind: str, *, content: bytes, file_name: str, actor: User | None) -> DocumentTemplate:
    """From now on papers of this kind are filled in this file. Raises TemplateRefusedError with every reason why not.

    May: who administers the county; the door asks.
    """
    found = _checked(kind, content)
    with transaction.atomic():
        DocumentTemplate.objects.filter(kind=kind, active=True).update(active=False)
        digest = sha256(content).hexdigest()
        row = DocumentTemplate(
            tenant=current_tenant(), kind=kind, file_name=file_name[:200], digest=digest,
            placeholders=sorted(found.names), uploaded_by=actor,
        )  # fmt: skip
        row.file.save(f"{digest[:32]}.docx", sealed(content), save=False)
        row.save()
        note(actor, "template_uploaded", row, file=row.file_name)
    return row


def _checked(kind: str, content: bytes) -> placeholders.Found:
    if kind not in offered.kinds():
        raise TemplateRefusedError([_("没有这种文书")])
    if faults := intake.faults(content):
        raise TemplateRefusedError(faults)
    try:
        found = placeholders.find(content, offered.fields())
    except (ValueError, KeyError, AttributeError, TypeError, SyntaxError) as error:
        raise TemplateRefusedError([_("这不是Word文件（.docx），或者文件已损坏")]) from error
    faults = [*found.faults, *(_("没有“%(name)s”这个占位符") % {"name": name} for name in found.unknown)]
    if faults:
        raise TemplateRefusedError(faults)
    try:
        trial(kind, content)
    except (FillingError, ReadingError, PressError) as error:
        raise TemplateRefusedError(
            [_("试填没有成功，文件的内部结构有问题：%(why)s") % {"why": error}]
        ) from error
    return found
