"""A second person approves a submitted draft, or sends it back with words."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.designer import notice_kinds, rules
from services.designer.actions.turn import turn
from services.designer.errors import Faulty, NotAllowed
from services.designer.models import Draft
from services.designer.queries.drafts import hands
from services.designer.queries.faults import judged
from services.notices.actions.queue import queue
from tenants.journal import note
from tenants.models import User
from tenants.queries import live_roles

WAITING = (Draft.Status.SUBMITTED,)


@transaction.atomic
def approve_draft(draft: Draft, *, actor: User, words: str = "") -> Draft:
    """Raises NotAllowed (also for one's own work), Faulty, NotNow, Overtaken."""
    _refuse_a_wrong_hand(draft, actor)
    if not judged(draft, draft.tenant).sound:
        raise Faulty(_("草稿里有问题，不能批准。请退回修改。"))
    turn(draft, WAITING, Draft.Status.APPROVED, approver=actor, decision=words, decided_at=timezone.now())
    note(actor, "draft_approved", draft, comment=words)
    _tell(draft, _("程序“%(name)s”的修改已经批准，可以启用。"))
    return draft


@transaction.atomic
def return_draft(draft: Draft, *, actor: User, words: str) -> Draft:
    """Raises NotAllowed, NotNow, Overtaken."""
    _refuse_a_wrong_hand(draft, actor)
    turn(draft, WAITING, Draft.Status.RETURNED, approver=actor, decision=words, decided_at=timezone.now())
    note(actor, "draft_returned", draft, comment=words)
    _tell(draft, _("程序“%(name)s”的修改被退回，请按意见修改。"))
    return draft


def _refuse_a_wrong_hand(draft: Draft, actor: User) -> None:
    held = live_roles(actor, draft.tenant)
    if not rules.APPROVES & held:
        raise NotAllowed(_("只有县级管理员和督导可以审批程序。"))
    if not rules.may_approve(held, actor.pk, hands(draft)):
        raise NotAllowed(_("自己起草、修改或者提交的程序不能由自己审批，请另一位县级管理员或者督导审批。"))


def _tell(draft: Draft, template: str) -> None:
    for user in {draft.author, draft.submitter} - {None}:
        once = f"decided:{draft.pk}:{draft.revision}:{draft.status}:{user.pk}"
        text, link = template % {"name": draft.name}, f"/admin/designer/drafts/{draft.pk}/"
        queue(notice_kinds.DECISION.code, to_user=user, text=text, link=link, once=once)
