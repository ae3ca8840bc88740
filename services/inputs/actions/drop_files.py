from collections.abc import Iterable
from functools import partial

from django.db import transaction

from services.inputs.models import KeptFile


@transaction.atomic
def drop_files(files: Iterable[KeptFile]) -> int:
    """The rows now, the files themselves once that is certain; returns how many."""
    dropped = 0
    for kept in files:
        storage, place = kept.file.storage, kept.file.name
        deleted, _rows = KeptFile.objects.filter(pk=kept.pk).delete()
        if deleted:
            dropped += 1
            transaction.on_commit(partial(storage.delete, place))
    return dropped
