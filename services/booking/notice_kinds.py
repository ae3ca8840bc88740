"""What booking says to people, in its own words where a county has none."""

from django.utils.translation import gettext_lazy as _

from services.notices.registry import Kind, Placeholder, register

_APPOINTMENT = (
    Placeholder("service", _("预约事项"), _("法律咨询")),
    Placeholder("person", _("接待人"), _("王调解员")),
    Placeholder("when", _("日期和时间"), _("11月24日（周二）9:30")),
    Placeholder("place", _("地点或方式"), _("县公共法律服务中心")),
    Placeholder("number", _("预约号"), "38251907"),
)

CONFIRMED = register(
    Kind(
        "booking.confirmed",
        _("预约成功"),
        sms=True,
        email=True,
        urgent=True,
        text=_(
            "您已约好：{when}，{service}，{person}，{place}。预约号{number}，查询码{code}。改期、取消请凭这两样在网上办。"
        ),
        placeholders=(*_APPOINTMENT, Placeholder("code", _("查询码"), "K7Q2MXPA")),
    )
)
MOVED = register(
    Kind(
        "booking.moved",
        _("预约改期"),
        sms=True,
        email=True,
        text=_("您的预约（{number}）已改到{when}，{service}，{person}，{place}。"),
        placeholders=_APPOINTMENT,
    )
)
CANCELLED = register(
    Kind(
        "booking.cancelled",
        _("预约取消"),
        sms=True,
        email=True,
        text=_("您{when}的预约（{number}，{service}）已取消。{reason}"),
        placeholders=(*_APPOINTMENT, Placeholder("reason", _("原因"), _("原因：接待人临时出差。"))),
    )
)
REMINDER = register(
    Kind(
        "booking.reminder",
        _("预约提醒"),
        sms=True,
        email=True,
        text=_(
            "提醒：{when}，{service}，{person}，{place}。预约号{number}。来不了请提前在网上取消，让给别人。"
        ),
        placeholders=_APPOINTMENT,
    )
)
FREED = register(
    Kind(
        "booking.freed",
        _("候补有了空位"),
        sms=True,
        email=True,
        urgent=True,
        text=_(
            "您候补的{service}有了空位：{when}，{person}，{place}。请在{until}前打开下面的网址确认，过时让给下一位。"
        ),
        placeholders=(*_APPOINTMENT, Placeholder("until", _("最晚确认时间"), _("今天15:30"))),
    )
)
STAFF = register(
    Kind(
        "booking.staff",
        _("预约变动（工作人员）"),
        staff=True,
        text=_("{what}：{when}，{service}，{person}，{place}。预约号{number}。"),
        placeholders=(*_APPOINTMENT, Placeholder("what", _("发生了什么"), _("新预约"))),
    )
)
