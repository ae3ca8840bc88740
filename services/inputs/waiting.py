"""A form that is right and not yet sent: it waits as a draft, uploads and all, while its summary is read."""

from collections.abc import Collection, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from services.forms.spec import Form
from services.forms.validate import validate
from services.inputs import drafts
from services.inputs.bound import Bound


def hold(bound: Bound) -> None:
    """Raises DraftTooLargeError."""
    data = bound.request.POST.copy()
    for field in bound.form.fields:
        kept = _kept(field.type, bound.typed.get(field.code))
        if kept:
            data.setlist(f"{bound.prefix}-{field.code}-kept", kept)
    drafts.save(bound.request, drafts.Ticket(bound.draft, bound.form.digest, bound.prefix), data)


def held(
    request: HttpRequest,
    form: Form,
    prefix: str = "form",
    *,
    draft: str,
    initial: Mapping[str, Any] | None = None,
    locked: Collection[str] = (),
) -> Bound | None:
    """What waits under the name, checked again as if it came just now; None where nothing does.

    The request sends no field of the form itself. What stands in `locked` fields comes from `initial`, as it did when
    the form was drawn.
    """
    bound = Bound.of(request, form, prefix, initial=initial, locked=locked, draft=draft)
    if not bound.restored:
        return None
    bound.checked = validate(form, bound.typed, timezone.localdate())
    return bound


def _kept(kind: str, value: Any) -> list[str]:
    values = value if isinstance(value, list | tuple) else [value]
    found = [one for one in values if isinstance(one, dict) and one.get("key")]
    if kind == "file":
        return [one["key"] for one in found]
    return [f"{one['way']}.{one['key']}" for one in found] if kind == "signature" else []
