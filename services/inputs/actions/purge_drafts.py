from datetime import datetime, timedelta

from django.utils import timezone

from services.inputs.actions.drop_files import drop_files
from services.inputs.models import FormDraft
from services.inputs.queries import files_before
from tenants.scope import across_tenants

KEPT_DAYS = 30


def purge_drafts(*, now: datetime | None = None) -> int:
    """Forgets what nobody has touched for KEPT_DAYS, in every county; returns how many drafts and files went."""
    before = (now or timezone.now()) - timedelta(days=KEPT_DAYS)
    with across_tenants(reason="drafts age in every county"):
        drafts, _rows = FormDraft.objects.filter(updated_at__lt=before).delete()
        return drafts + drop_files(files_before(before))
