"""Words of reviews. All of them are read in the back office; none names a reader to the person who is read."""

from django.utils.translation import gettext_lazy as _

from services.notices.registry import Kind, register

DUE = register(Kind("review_due", _("该开展案卷评查了"), staff=True))
ASSIGNED = register(Kind("review_assigned", _("请您评查案卷"), staff=True))
RESULT = register(Kind("review_result", _("案卷评查结果"), staff=True))
REPLIED = register(Kind("review_replied", _("对评查结果的申述"), staff=True))
ANSWERED = register(Kind("review_answered", _("申述的答复"), staff=True))
STUCK = register(Kind("review_stuck", _("案卷没有合适的评查员"), staff=True))
