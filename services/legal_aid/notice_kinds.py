from django.utils.translation import gettext_lazy as _

from services.notices.registry import Kind, register

CALL_BACK = register(Kind("legal_aid.call_back", _("约定回复的咨询"), staff=True))
HOURS = register(Kind("legal_aid.hours", _("公益服务时间的确认"), staff=True))
VOLUNTEER = register(Kind("legal_aid.volunteer", _("参加法律援助的申请"), staff=True))
