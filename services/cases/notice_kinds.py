"""The kinds of words this app sends, and how they are worded where a county has no words of its own."""

from django.utils.translation import gettext_lazy as _

from services.cases.models import Case
from services.notices.registry import Kind, Placeholder, register

_NUMBER = Placeholder("number", _("案号"), _("（2026）某县民调第12号"))
_DAY = Placeholder("day", _("日期"), "2026-12-01")

TURN = register(Kind("case_turn", _("轮到您办理"), staff=True))
WARNING = register(Kind("case_warning", _("期限提醒"), staff=True))
ESCALATION = register(Kind("case_escalation", _("逾期上报"), staff=True))
PROGRESS = register(
    Kind(
        "case_progress",
        _("事项进展"),
        sms=True,
        email=True,
        text=_("您的事项{number}：{step}，现在是“{state}”。"),
        placeholders=(
            _NUMBER,
            Placeholder("step", _("刚办的一步"), _("受理")),
            Placeholder("state", _("现在的状态"), _("调解中")),
        ),
    )
)
OPENED = register(
    Kind(
        "case_opened",
        _("接着办的事项"),
        sms=True,
        email=True,
        text=_("接着您的事项{before}，{office}开始办理“{title}”，案号{number}。需要您做什么，会另外通知您。"),
        placeholders=(
            _NUMBER,
            Placeholder("title", _("程序名称"), _("司法确认")),
            Placeholder("before", _("原来的案号"), _("（2026）某县民调第12号")),
        ),
    )
)
SETTLED = register(
    Kind(
        "case_settled",
        _("协议书已签好"),
        sms=True,
        email=True,
        text=_("{number}的调解协议书各方都签好了。{next}"),
        placeholders=(
            _NUMBER,
            Placeholder("next", _("接下来怎样"), _("协议已经生效。请双方按约定在2026年12月10日以前履行。")),
        ),
    )
)
INVITED = register(
    Kind(
        "case_invited",
        _("请您参加"),
        sms=True,
        email=True,
        text=_("请您参加{number}的调解。用本手机号登录后，在“我的事项”里可以查看。"),
        placeholders=(_NUMBER,),
    )
)
RECEIPT = register(
    Kind(
        "case_receipt",
        _("受理回执"),
        sms=True,
        urgent=True,
        text=_("已收到您的申请{number}，查询码{code}。查进度：{url} 。查询码不要告诉别人。"),
        placeholders=(
            _NUMBER,
            Placeholder("code", _("查询码"), "K7Q2MXPA"),
            Placeholder("url", _("查进度的网址"), "https://example.gov.cn/track/"),
        ),
    )
)
DUE = register(
    Kind(
        "case_due",
        _("期限提醒（当事人）"),
        sms=True,
        email=True,
        text=_("期限提醒：{sentence}"),
        placeholders=(Placeholder("sentence", _("提醒的那句话"), _("（2026）某县民调第12号的“补正”还剩3天。")),),
    )
)
QUESTION = register(
    Kind(
        "case_question",
        _("请您补充"),
        sms=True,
        email=True,
        text=_("您的事项{number}有一个问题需要您回答，请登录或凭案号和查询码查看。"),
        placeholders=(_NUMBER,),
    )
)
PAYMENT = register(
    Kind(
        "case_payment",
        _("履行提醒"),
        sms=True,
        email=True,
        text=_("{number}的协议约定{day}履行：{what}。"),
        placeholders=(_NUMBER, _DAY, Placeholder("what", _("要履行的内容"), _("第一期2000元"))),
    )
)


def about(case: Case) -> str:
    return f"case:{case.number}"
