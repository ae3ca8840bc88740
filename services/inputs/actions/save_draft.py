from django.db import transaction
from django.utils import timezone

from services.inputs.actions.errors import DraftTooLargeError
from services.inputs.models import FormDraft, KeptFile
from tenants.cipher import seal
from tenants.scope import current_tenant

LONGEST = 300_000  # characters as sent; two hundred rows of a table fit
MOST_DRAFTS = 30


@transaction.atomic
def save_draft(key: str, *, owner: str, digest: str, sent: str) -> FormDraft:
    """Keeps what was typed, as the browser sent it. Raises DraftTooLargeError.

    Nobody needs more than MOST_DRAFTS; the oldest go. Files of the same owner live as long as the typing goes on.
    """
    if len(sent) > LONGEST:
        raise DraftTooLargeError
    now = timezone.now()
    draft, _made = FormDraft.objects.update_or_create(
        tenant=current_tenant(),
        owner=owner,
        key=key,
        defaults={"digest": digest, "sealed": seal(sent), "updated_at": now},
    )
    KeptFile.objects.filter(owner=owner).update(kept_at=now)
    kept = FormDraft.objects.filter(owner=owner).order_by("-updated_at").values_list("pk", flat=True)
    FormDraft.objects.filter(pk__in=list(kept[MOST_DRAFTS : MOST_DRAFTS * 2])).delete()
    return draft
