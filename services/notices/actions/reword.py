from django.db import transaction
from django.utils.translation import gettext as _

from services.notices.errors import BadWordingError, NoticeError
from services.notices.models import NoticeText
from services.notices.registry import Kind
from services.notices.wording import faults
from tenants.journal import note
from tenants.models import User
from tenants.scope import current_tenant


@transaction.atomic
def reword(kind: Kind, *, text: str, actor: User | None) -> None:
    """From now on the county says it so. What was queued before keeps its words. Raises BadWordingError."""
    found = faults(kind, text)
    if found:
        raise BadWordingError(found)
    row, _made = NoticeText.objects.update_or_create(
        tenant=current_tenant(), kind=kind.code, defaults={"text": text}
    )
    note(actor, "notice_reworded", row, text=text)


@transaction.atomic
def revert_wording(kind: Kind, *, actor: User | None) -> None:
    """Back to the words that were shipped."""
    row = NoticeText.objects.filter(kind=kind.code).first()
    if row is None:
        raise NoticeError(_("这种提醒用的已经是默认用语。"))
    note(actor, "notice_reverted", row, text=row.text)
    row.delete()
