"""What waits between looking and importing, and the report afterwards: sealed, one person's, for a day."""

import json
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.crypto import salted_hmac

from services.inputs.models import KeptFile
from services.inputs.queries import kept_file
from tenants.cipher import unseal
from tenants.models import User

KEPT = timedelta(days=1)
_MARK = "register:"


def owner_of(person: User) -> str:
    """Apart from what the person uploads in forms; as long as the column is wide."""
    hashed = salted_hmac("services.directory.transfer", str(person.pk), algorithm="sha256").hexdigest()
    return (_MARK + hashed)[:64]


def find(token: str, person: User) -> KeptFile | None:
    kept = kept_file([owner_of(person)], token)
    return kept if kept and kept.kept_at > timezone.now() - KEPT else None


def content(kept: KeptFile) -> dict[str, Any]:
    with kept.file.open("rb") as file:
        return json.loads(unseal(file.read().decode()))


def outworn() -> list[KeptFile]:
    """In the scope that is open: of one county, or of all."""
    return list(KeptFile.objects.filter(owner__startswith=_MARK, kept_at__lt=timezone.now() - KEPT))
