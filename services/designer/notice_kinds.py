"""The kinds of words this app sends."""

from django.utils.translation import gettext_lazy as _

from services.notices.registry import Kind, register

APPROVAL = register(Kind("draft_approval", _("程序修改待审批"), staff=True))
DECISION = register(Kind("draft_decision", _("程序修改的审批结果"), staff=True))
