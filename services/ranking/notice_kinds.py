from django.utils.translation import gettext_lazy as _

from services.notices.registry import Kind, Placeholder, register

STANDING = register(
    Kind(
        "ranking_standing",
        _("排名公布前核对"),
        text=_("{period}{board}排名已经统计。请核对您的数据，有异议的在{day}以前提出。"),
        placeholders=(
            Placeholder("period", _("统计期"), _("2026年上半年")),
            Placeholder("board", _("榜单"), _("法律援助律师")),
            Placeholder("day", _("异议期至"), "2026-07-20"),
        ),
        staff=True,
    )
)
ANSWERED = register(
    Kind(
        "ranking_answered",
        _("排名异议的答复"),
        text=_("您对{period}排名的异议已经答复：{result}。"),
        placeholders=(
            Placeholder("period", _("统计期"), _("2026年上半年")),
            Placeholder("result", _("结果"), _("异议成立")),
        ),
        staff=True,
    )
)
