"""The kinds of words this app sends."""

from django.utils.translation import gettext_lazy as _

from services.notices.registry import Kind, register

TURN = register(Kind("case_turn", _("轮到您办理"), staff=True))
PROGRESS = register(Kind("case_progress", _("事项进展"), sms=True))
RECEIPT = register(Kind("case_receipt", _("受理回执"), sms=True))
WARNING = register(Kind("case_warning", _("期限提醒"), staff=True))
ESCALATION = register(Kind("case_escalation", _("逾期上报"), staff=True))
QUESTION = register(Kind("case_question", _("请您补充"), sms=True))
PAYMENT = register(Kind("case_payment", _("履行提醒"), sms=True))
