from django.utils.translation import gettext_lazy as _

from services.notices.registry import Kind, Placeholder, register

ASKED = register(
    Kind(
        "voices.asked",
        _("请群众评价"),
        sms=True,
        email=True,
        text=_("您的{matter}已经办好。满意不满意，请您按下面的网址说一句，一分钟就好，{day}前有效："),
        placeholders=(
            Placeholder("matter", _("事项名称"), _("法律援助（2026）某县援12号")),
            Placeholder("day", _("最后一天"), _("12月31日")),
        ),
    )
)
