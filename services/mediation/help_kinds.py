"""The call for help out of a room, in words of ours where a county has none."""

from django.utils.translation import gettext_lazy as _

from services.notices.registry import Kind, Placeholder, register

HELP = register(
    Kind(
        "mediation.help",
        _("调解员请求支援"),
        sms=True,
        urgent=True,
        staff=True,
        text=_(
            "{mediator}在视频调解中请求支援。房间：{room}（{code}），{organisation}，电话：{phone}。请马上联系；有人身危险请直接拨打110。"
        ),
        placeholders=(
            Placeholder("mediator", _("谁在求助"), _("王调解员")),
            Placeholder("room", _("调解室"), _("宅基地边界")),
            Placeholder("code", _("房间号"), "K7Q2MXPA42"),
            Placeholder("organisation", _("调解组织"), _("河口村调解委员会")),
            Placeholder("phone", _("打哪个电话"), "0000-5550121"),
        ),
    )
)
