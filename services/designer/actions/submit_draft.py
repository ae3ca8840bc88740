"""Asks a second person to approve a draft; or takes the question back."""

from django.db import transaction
from django.utils.translation import gettext as _

from services.designer import notice_kinds, rules
from services.designer.actions.turn import turn
from services.designer.errors import Faulty, NotAllowed
from services.designer.models import Draft
from services.designer.queries.drafts import differences, hands
from services.designer.queries.faults import judged
from services.notices.actions.queue import queue
from tenants.journal import note
from tenants.models import Membership, User
from tenants.queries import live, live_roles

OPEN = (Draft.Status.DRAFT, Draft.Status.RETURNED)


@transaction.atomic
def submit_draft(draft: Draft, *, actor: User, reason: str) -> Draft:
    """Raises NotAllowed, Faulty (it holds faults, or changes nothing), NotNow, Overtaken."""
    if not rules.may_edit(live_roles(actor, draft.tenant)):
        raise NotAllowed(_("只有县级管理员可以提交审批。"))
    found = judged(draft, draft.tenant)
    if found.procedure is None or found.findings:
        raise Faulty(_("还有%(count)s处问题没有解决，不能提交。") % {"count": len(found.findings)})
    if not differences(draft, found.procedure):
        raise Faulty(_("这份草稿和起点没有不同，不用提交。"))
    turn(draft, OPEN, Draft.Status.SUBMITTED, note=reason, submitter=actor, decision="")
    note(actor, "draft_submitted", draft, reason=reason)
    _tell(draft)
    return draft


@transaction.atomic
def withdraw_draft(draft: Draft, *, actor: User) -> Draft:
    if not rules.may_edit(live_roles(actor, draft.tenant)):
        raise NotAllowed(_("只有县级管理员可以撤回。"))
    turn(draft, (Draft.Status.SUBMITTED,), Draft.Status.DRAFT)
    note(actor, "draft_withdrawn", draft)
    return draft


def _tell(draft: Draft) -> None:
    """Everybody who may approve and had no hand in it."""
    able = Membership.objects.filter(live(), role__in=rules.APPROVES).exclude(user__in=hands(draft))
    text = _("程序“%(name)s”的修改等您审批。") % {"name": draft.name}
    for user in User.objects.filter(pk__in=able.values("user")):
        once = f"draft:{draft.pk}:{draft.revision}:{user.pk}"
        queue(
            notice_kinds.APPROVAL.code,
            to_user=user,
            text=text,
            link=f"/admin/designer/drafts/{draft.pk}/",
            once=once,
        )
