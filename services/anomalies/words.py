"""What each sign is, when it is harmless, and what to do about it: for whoever reads the board."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from services.anomalies.models import Kind


@dataclass(frozen=True)
class Told:
    what: object
    harmless: object
    then: object


@dataclass(frozen=True)
class Theme:
    """Kinds that belong together on the board."""

    code: str
    name: object
    kinds: tuple[Kind, ...]


THEMES = (
    Theme("said", _("当事人说没有这回事"), (Kind.DENIED,)),
    Theme("phones", _("电话"), (Kind.PHONE_MEDIATOR, Kind.PHONE_BOTH, Kind.PHONE_AGAIN)),
    Theme("texts", _("文字"), (Kind.COPIED,)),
    Theme(
        "times",
        _("时间"),
        (
            Kind.SIGNED_TOGETHER, Kind.TWO_AT_ONCE, Kind.MANY_A_DAY, Kind.IN_MINUTES, Kind.BEFORE_OPENED,
            Kind.ODD_HOURS,
        ),
    ),
    Theme("villages", _("数量"), (Kind.VILLAGE_SHARE, Kind.VILLAGE_MONTH)),
    Theme("people", _("当事人"), (Kind.CIRCLE, Kind.SAME_SIDES, Kind.MEDIATOR_PARTY)),
)  # fmt: skip

TOLD: Mapping[str, Told] = {
    Kind.DENIED: Told(
        _("电话回访时，登记的当事人说不知道这件纠纷。"),
        _("有时无害：接电话的是家里别的人，或者老人记不清。"),
        _("换一个时间再问本人，或者上门请本人看协议上的签名。"),
    ),
    Kind.PHONE_MEDIATOR: Told(
        _("当事人留的电话，是调解员自己的电话。"),
        _("有时无害：老人没有电话，调解员替他留了自己的。"),
        _("请调解员说明，并通过村委会联系到当事人本人。"),
    ),
    Kind.PHONE_BOTH: Told(
        _("一件纠纷的申请人和被申请人留了同一个电话。"),
        _("多数无害：夫妻、父子之间的纠纷常常共用一个电话。同一调解员有好几件才值得核实。"),
        _("看双方是不是一家人；不是的，电话联系或者上门核实。"),
    ),
    Kind.PHONE_AGAIN: Told(
        _("同一个电话在几件互不相关的纠纷里，登记在不同的人名下。"),
        _("多数无害：一家人共用电话；村干部替几位老人留电话，这时电话总在同一方。"),
        _("打这个电话，问清是谁的、和几件纠纷各是什么关系。"),
    ),
    Kind.COPIED: Told(
        _("几件纠纷的经过和协议几乎一字不差。姓名、数字和大家都用的格式文字不算在内。"),
        _("有时无害：多名工人和同一单位的纠纷；调解员照着自己的旧稿写。改写过一部分的文字查不出来。"),
        _("把几份卷宗放在一起看，挑两件上门问当事人。"),
    ),
    Kind.SIGNED_TOGETHER: Told(
        _("几件互不相关的协议，在一分钟之内接连签名。"),
        _("很少无害：不同的人很难同时到场签名。"),
        _("核对签名的笔迹和签到，问当事人是不是本人签的。"),
    ),
    Kind.TWO_AT_ONCE: Told(
        _("同一个调解员登记的几场调解，开始时间相隔不到半小时。"),
        _("多数无害：开始时间常常事后补填，都写成上午九点。三场以上才值得核实。"),
        _("请调解员说明当天的安排，和值班、签到对照。"),
    ),
    Kind.MANY_A_DAY: Told(
        _("同一个调解员一天达成的协议特别多。和同一单位的多人纠纷只算一件。"),
        _("有时无害：集中调解日，或者把几天的结果放在一天登记。"),
        _("看是不是集中补录；抽几件核对调解笔录。"),
    ),
    Kind.IN_MINUTES: Told(
        _("从登记到达成协议只有几分钟。"),
        _("多数无害：当场调解好了，回到办公室才一起登记。"),
        _("看调解笔录的时间；一个月里有很多件的，抽几件回访。"),
    ),
    Kind.BEFORE_OPENED: Told(
        _("协议的日期早于登记的日期。"),
        _("多数无害：先调解、后登记。"),
        _("提醒及时登记；早得太多的，核对原件。"),
    ),
    Kind.ODD_HOURS: Told(
        _("一个调解员当月大半的调解在夜间或者节假日。"),
        _("多数无害：农忙时晚上才找得到人。"),
        _("和其他线索一起看，单独的不用处理。"),
    ),
    Kind.VILLAGE_SHARE: Told(
        _("一个村一年的纠纷，是一般的村的好几倍。"),
        _("有时无害：村大人多，或者正在征地、修路。"),
        _("和村里的人口、当年的大事对照，抽十件回访。"),
    ),
    Kind.VILLAGE_MONTH: Told(
        _("一个村一个月的纠纷，比它自己和别的村平常的月份多得多。"),
        _("有时无害：洪水、冰雹、征地会一下子带来许多纠纷。"),
        _("先问当月发生了什么；说不出原因的，抽几件回访。"),
    ),
    Kind.CIRCLE: Told(
        _("几个人轮流作申请人和被申请人，互相之间有许多纠纷。"),
        _("有时无害：几户人家为一条渠、一条路长期相争。"),
        _("看是不是同一件事；不是的，上门核实。"),
    ),
    Kind.SAME_SIDES: Told(
        _("同样的双方一年里有好几件纠纷。"),
        _("有时无害：有的邻居就是常常争吵。"),
        _("看前一件的协议有没有履行；该并案的并案。"),
    ),
    Kind.MEDIATOR_PARTY: Told(
        _("当事人和承办调解员同名。"),
        _("有时无害：同名同姓。"),
        _("核对证件号码；是本人的，应当回避。"),
    ),
}
