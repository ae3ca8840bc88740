"""What is said to those on a waiting list, besides that a time became free."""

from django.utils.translation import gettext_lazy as _

from services.notices.registry import Kind, Placeholder, register

_SERVICE = Placeholder("service", _("预约事项"), _("法律咨询"))
_DAYS = Placeholder("days", _("等候的日期"), _("11月23日至11月27日"))

WAITING = register(
    Kind(
        "booking.waiting",
        _("已排上候补"),
        sms=True,
        email=True,
        text=_("您已排上候补：{service}，{days}。有了空位马上通知您；不想等了，打开下面的网址退出。"),
        placeholders=(_SERVICE, _DAYS),
    )
)
NOT_REACHED = register(
    Kind(
        "booking.not_reached",
        _("候补结束"),
        sms=True,
        email=True,
        text=_("您候补的{service}（{days}）{why}，候补已经结束。需要的话请重新预约。"),
        placeholders=(_SERVICE, _DAYS, Placeholder("why", _("为什么"), _("没有等到空位"))),
    )
)
