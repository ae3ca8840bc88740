from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.documents.errors import PaperError
from services.documents.models import Paper
from tenants.journal import note
from tenants.models import User


def revoke(paper: Paper, *, actor: User | None, reason: str) -> None:
    """The paper loses its force; `/verify/` says so from now on. Its files and signatures are kept."""
    if not reason.strip():
        raise PaperError(_("请写明撤销的原因。"))
    with transaction.atomic():
        waiting = Paper.objects.filter(pk=paper.pk, revoked_at=None, replaced_by=None)
        if not waiting.update(revoked_at=timezone.now(), revoked_reason=reason.strip()[:200]):
            raise PaperError(_("这份文书已经撤销或者被替换。"))
        paper.refresh_from_db()
        note(actor, "paper_revoked", paper, reason=paper.revoked_reason)
