from collections.abc import Collection
from hashlib import sha256

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.crypto import get_random_string

from services.inputs.actions.errors import TooMuchKeptError
from services.inputs.models import KeptFile
from services.inputs.queries import kept_by
from tenants.cipher import seal
from tenants.scope import current_tenant

MOST_FILES = 100
MOST_BYTES = 500 * 1024 * 1024


@transaction.atomic
def keep_file(content: File | bytes, *, name: str, owners: Collection[str]) -> KeptFile:
    """Puts an upload away for the first of `owners`. Raises TooMuchKeptError."""
    file = ContentFile(content) if isinstance(content, bytes) else content
    count, size = kept_by(owners)
    if count >= MOST_FILES or size + file.size > MOST_BYTES:
        raise TooMuchKeptError
    digest = sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    kept = KeptFile(
        tenant=current_tenant(),
        owner=next(iter(owners)),
        key=get_random_string(32),
        sealed_name=seal(name[:200]),
        size=file.size,
        sha256=digest.hexdigest(),
    )
    kept.file.save(kept.key, file, save=True)
    return kept
