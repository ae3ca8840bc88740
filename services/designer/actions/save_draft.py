"""The one writer of a draft's declaration. Faults may be saved; what nobody could read or hold may not."""

import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.designer import parts, rules
from services.designer.errors import NotAllowed, NotNow, Overtaken, TooLarge
from services.designer.models import Draft, DraftSave
from tenants.models import User
from tenants.queries import live_roles

LONGEST = 400_000
MOST_ENTRIES = 400


@transaction.atomic
def save_draft(
    draft: Draft, data: Mapping[str, Any], *, actor: User, what: str, revision: int, form: str | None = None
) -> Draft:
    """`revision` is the one the person saw. Raises NotAllowed, NotNow, Overtaken, TooLarge. No change is no save."""
    if not rules.may_edit(live_roles(actor, draft.tenant)):
        raise NotAllowed(_("只有县级管理员可以修改程序。"))
    if not draft.editable:
        raise NotNow(_("这份草稿现在是“%(status)s”，不能修改。") % {"status": draft.get_status_display()})
    text = json.dumps({**data, "code": draft.code}, ensure_ascii=False)
    form = draft.form if form is None else form
    _refuse_what_is_too_large(data, text, form)
    if (text, form) == (draft.text, draft.form):
        return draft
    name = data.get("name")
    draft.name = (name if isinstance(name, str) and name.strip() else draft.name)[:100]
    draft.text, draft.form, draft.revision = text, form, revision + 1
    moved = Draft.objects.filter(pk=draft.pk, revision=revision, status=draft.status).update(
        name=draft.name, text=text, form=form, revision=draft.revision, changed_at=timezone.now()
    )
    if not moved:
        raise Overtaken(_("这份草稿刚刚被别人改过。您填的内容还在，请核对后再保存。"))
    DraftSave.objects.create(
        tenant_id=draft.tenant_id,
        draft=draft,
        position=draft.revision,
        text=text,
        form=form,
        what=what[:200],
        by=actor,
    )
    return draft


def _refuse_what_is_too_large(data: Mapping[str, Any], text: str, form: str) -> None:
    if len(text) > LONGEST or len(form) > LONGEST:
        raise TooLarge(_("内容太多：一个程序最多%(most)s个字。") % {"most": LONGEST})
    for section in parts.SECTIONS:
        if len(parts.entries(data, section)) > MOST_ENTRIES:
            raise TooLarge(_("内容太多：每一类最多%(most)s项。") % {"most": MOST_ENTRIES})
