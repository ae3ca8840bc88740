from django.db import transaction
from django.utils.translation import gettext as _

from services.directory.actions.leave import Line, announce_person
from services.directory.errors import DirectoryError
from tenants.journal import note
from tenants.models import User


def reinstate(person: Line, *, reason: str, actor: User | None) -> None:
    """For who left by mistake, or comes back. When they had left is in the journal."""
    if not reason.strip():
        raise DirectoryError(_("请写明恢复的原因。"))
    with transaction.atomic():
        gone = type(person).objects.filter(pk=person.pk, ended_on__isnull=False)
        if not gone.update(ended_on=None, end_reason=""):
            raise DirectoryError(_("%(name)s本来就在册。") % {"name": person})
        person.refresh_from_db()
        announce_person(person)
        note(actor, "returned_to_register", person, reason=reason.strip())
