from typing import Any

from django.db import transaction

from home.actions.announce import announce
from home.models import PolicyPage


@transaction.atomic
def stamp(page: PolicyPage, **fields: Any) -> None:
    """Writes fields that follow from an event, on the live row and into the newest draft alike.

    Without the second, publishing that draft would bring the old values back.
    """
    for name, value in fields.items():
        setattr(page, name, value)
    PolicyPage.objects.filter(pk=page.pk).update(**fields)
    revision = page.latest_revision
    if revision:
        revision.content = revision.content | fields
        revision.save(update_fields=["content"])
    announce(page)
