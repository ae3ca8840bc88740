from collections.abc import Collection

from django.utils import timezone

from services.notices.models import Notice
from tenants.models import User


def mark_read(person: User, *, only: Collection[int] | None = None) -> int:
    """Marks the person's own unread notices, all of them or those with these keys; how many there were."""
    unread = Notice.objects.filter(to_user=person, read_at=None)
    if only is not None:
        unread = unread.filter(pk__in=only)
    return unread.update(read_at=timezone.now())
