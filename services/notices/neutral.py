"""What is said outside the portal to somebody of whose matter nothing may be said there."""

from django.utils.translation import gettext_lazy as _

from services.notices.registry import Kind, register

NEUTRAL = register(
    Kind("notices.neutral", _("不能提到事项时的用语"), text=_("您有一条新消息，请在方便的时候登录查看。"))
)
