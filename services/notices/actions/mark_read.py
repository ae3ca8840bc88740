from collections.abc import Collection

from django.utils import timezone

from services.notices.queries import of_person
from tenants.models import User


def mark_read(person: User, *, only: Collection[int] | None = None, desk: bool = True) -> int:
    """Marks the person's own unread notices, all of them or those with these keys; how many there were.

    Away from the `desk` what was said to a member of the staff stays unread.
    """
    unread = of_person(person, desk=desk).filter(read_at=None).order_by()
    if only is not None:
        unread = unread.filter(pk__in=only)
    return unread.update(read_at=timezone.now())
