"""What the journal's verbs are called. A storey above adds its own."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "create_user": _("新建用户"),
    "change_user": _("修改用户资料"),
    "grant_role": _("授予角色"),
    "revoke_role": _("撤销角色"),
    "require_second_factor": _("设置二次验证要求"),
    "reset_second_factor": _("重置二次验证"),
    "enter_tenant": _("平台运维进入"),
    "leave_tenant": _("平台运维离开"),
    "visit_expired": _("平台运维到时离开"),
}


def called(verb: str) -> str:
    return str(VERBS.get(verb, verb))
