"""What is said about duty rosters: to people on duty, to the place that gets the list, and to the administrators."""

from django.utils.translation import gettext_lazy as _

from services.notices.registry import Kind, Placeholder, register

_ROSTER = Placeholder("roster", _("值班表"), _("人民法院律师值班"))
_SHIFTS = Placeholder("shifts", _("班次"), _("11月23日（周一）8:30–12:00"))

ON_DUTY = register(
    Kind(
        "booking.duty",
        _("值班通知（值班人员）"),
        sms=True,
        staff=True,
        text=_("您的值班：{roster}，{place}，{shifts}。来不了请尽早在后台说明原因，由单位另行安排。"),
        placeholders=(_ROSTER, Placeholder("place", _("值班地点"), _("县人民法院")), _SHIFTS),
    )
)
DUTY_CHANGED = register(
    Kind(
        "booking.duty_changed",
        _("值班变动（值班人员）"),
        sms=True,
        staff=True,
        text=_("值班变动：{roster}，{shifts}，{what}。"),
        placeholders=(_ROSTER, _SHIFTS, Placeholder("what", _("怎样变动"), _("改由您值班"))),
    )
)
LIST = register(
    Kind(
        "booking.duty_list",
        _("值班名单（抄送单位）"),
        sms=True,
        text=_("{office}抄送{roster}名单：{shifts}。"),
        placeholders=(
            _ROSTER,
            Placeholder("shifts", _("名单"), _("11月23日（周一）8:30–12:00 张律师 0000-1234567")),
        ),
    )
)
LIST_CHANGED = register(
    Kind(
        "booking.duty_list_changed",
        _("值班名单变动（抄送单位）"),
        sms=True,
        text=_("{office}更正{roster}名单：{shifts}。"),
        placeholders=(
            _ROSTER,
            Placeholder("shifts", _("变动的班次"), _("11月23日（周一）8:30–12:00 改为李律师")),
        ),
    )
)
IN_CHARGE = register(
    Kind(
        "booking.duty_admin",
        _("值班表提醒（管理员）"),
        staff=True,
        text=_("{roster}：{what}"),
        placeholders=(
            _ROSTER,
            Placeholder("what", _("什么事"), _("11月30日的班次还没有抄送名单，已经到期。")),
        ),
    )
)
