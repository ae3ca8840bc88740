from django.db import transaction
from django.utils.translation import gettext as _

from services.designer import rules
from services.designer.actions.turn import turn
from services.designer.errors import NotAllowed
from services.designer.models import Draft
from tenants.journal import note
from tenants.models import User
from tenants.queries import live_roles

OPEN = (Draft.Status.DRAFT, Draft.Status.RETURNED, Draft.Status.SUBMITTED, Draft.Status.APPROVED)


@transaction.atomic
def drop_draft(draft: Draft, *, actor: User) -> Draft:
    """The draft stays as it is and is worked on no more. Raises NotAllowed, NotNow, Overtaken."""
    if not rules.may_edit(live_roles(actor, draft.tenant)):
        raise NotAllowed(_("只有县级管理员可以放弃草稿。"))
    turn(draft, OPEN, Draft.Status.DROPPED)
    note(actor, "draft_dropped", draft)
    return draft
