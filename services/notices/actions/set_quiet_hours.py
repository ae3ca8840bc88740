from datetime import time

from django.db import transaction

from services.notices.models import QuietHours
from tenants.journal import note
from tenants.models import User
from tenants.scope import current_tenant


@transaction.atomic
def set_quiet_hours(since: time, until: time, *, actor: User | None) -> QuietHours:
    """For what is queued or tried again from now on; what already waits keeps its time."""
    row, _made = QuietHours.objects.update_or_create(
        tenant=current_tenant(), defaults={"since": since, "until": until}
    )
    note(actor, "quiet_hours_set", row)
    return row
