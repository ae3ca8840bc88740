"""What a mediation room says to people outside it.

The words of an invitation name no matter: it is read over the shoulder, and a wrong digit sends it to a stranger.
"""

from django.utils.translation import gettext_lazy as _

from services.notices.registry import Kind, Placeholder, register

_ROOM = (
    Placeholder("title", _("调解室的名称"), _("邻里噪声调解")),
    Placeholder("when", _("日期和时间"), _("11月24日（周二）9:30")),
)

INVITED = register(
    Kind(
        "mediation.invited",
        _("视频调解邀请"),
        sms=True,
        email=True,
        urgent=True,
        text=_(
            "{office}请您{when}参加视频调解。调解不收费，自愿参加，不愿参加可以谢绝。"
            "到时点开{link}进入，邀请码{code}，只能用一次，请不要转给别人。"
        ),
        placeholders=(
            *_ROOM,
            Placeholder("link", _("进入的网址"), "https://yunxi.example/mediation/K7Q2MXPAB3/"),
            Placeholder("code", _("邀请码"), "K7Q2MXPA"),
        ),
    )
)
PLANNED = register(
    Kind(
        "mediation.planned",
        _("约定视频调解"),
        sms=True,
        email=True,
        text=_(
            "{office}请您{when}参加视频调解。调解不收费，自愿参加，不愿参加可以谢绝。"
            "到时用您的账号登录，打开{link}进入。"
        ),
        placeholders=(
            *_ROOM,
            Placeholder("link", _("进入的网址"), "https://yunxi.example/mediation/K7Q2MXPAB3/"),
        ),
    )
)
MOVED = register(
    Kind(
        "mediation.moved",
        _("视频调解改期"),
        sms=True,
        email=True,
        text=_("{office}：原定{before}的视频调解改到{when}。原来的邀请码没有用过的，照样能用。"),
        placeholders=(*_ROOM, Placeholder("before", _("原来的时间"), _("11月23日（周一）9:30"))),
    )
)
CANCELLED = register(
    Kind(
        "mediation.cancelled",
        _("视频调解取消"),
        sms=True,
        email=True,
        urgent=True,
        text=_("{office}：{when}的视频调解取消了，不用再进入。{reason}"),
        placeholders=(*_ROOM, Placeholder("reason", _("原因"), _("原因：调解员临时出差。"))),
    )
)
