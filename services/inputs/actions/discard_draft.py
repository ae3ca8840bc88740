from collections.abc import Collection

from django.db import transaction

from services.inputs.actions.drop_files import drop_files
from services.inputs.models import FormDraft
from services.inputs.queries import kept_file


@transaction.atomic
def discard_draft(key: str, *, owners: Collection[str], files: Collection[str] = ()) -> None:
    """The draft and the named files that were kept with it, once the form was sent or given up."""
    if key:
        FormDraft.objects.filter(owner__in=owners, key=key).delete()
    found = (kept_file(owners, one) for one in files)
    drop_files(one for one in found if one)
