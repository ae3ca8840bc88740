"""Moves a draft from one status to the next. The database decides between two who do so at once."""

from collections.abc import Collection
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from services.designer.errors import NotNow, Overtaken
from services.designer.models import Draft


def turn(draft: Draft, origins: Collection[str], to: str, **values: Any) -> None:
    """In the caller's transaction. Raises NotNow from a wrong status, Overtaken when it was changed meanwhile."""
    if draft.status not in origins:
        raise NotNow(_("这份草稿现在是“%(status)s”，不能这样办理。") % {"status": draft.get_status_display()})
    standing = Draft.objects.filter(pk=draft.pk, status=draft.status, revision=draft.revision)
    if not standing.update(status=to, changed_at=timezone.now(), **values):
        raise Overtaken(_("这份草稿刚刚被别人改过，请刷新后再办理。"))
    draft.status = to
    for name, value in values.items():
        setattr(draft, name, value)
