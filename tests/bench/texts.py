"""Invented policies of any number, the same for the same seed: own clauses, put together by chance."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from random import Random

_SYLLABLES = "禾渠岭澥坪溪垄湾坞淀桥梧槐榆棠柏竹枫荻蓼苇菱荷葵芦"
_WHO = [
    "人民调解委员会", "司法所", "法律援助中心", "公共法律服务中心", "村法律顾问", "专职调解员", "值班律师", "县司法局",
    "行业性调解组织", "窗口工作人员", "网格信息员", "调解工作室", "社区矫正机构", "公证机构", "督查小组",
]  # fmt: skip
_WHEN = [
    "当日",
    "三日内",
    "五个工作日内",
    "七日内",
    "十日内",
    "十五日内",
    "二十日内",
    "三十日内",
    "每月底前",
    "每季度第一周",
    "年底前",
]
_WHAT = [
    "完成登记并告知当事人权利义务", "指派承办人员并送达文书", "到纠纷发生地走访了解情况", "把处理结果告诉报送单位", "组织双方当事人当面协商",
    "对调解协议的履行情况进行回访", "核对材料，一次告知需要补充的内容", "整理卷宗，按一案一档归档", "把不属于受理范围的事项转交有关部门",
    "向同级人民法院申请司法确认", "核发案件补贴并公示名单", "排查辖区内的矛盾纠纷", "开展一次法治宣传", "报送工作情况和典型案例", "组织一次业务培训",
]  # fmt: skip
_IF = [
    "当事人行动不便的", "情况复杂、涉及人数较多的", "当事人经济困难的", "争议标的较小、事实清楚的", "涉及未成年人或者老年人的", "双方意见接近的",
    "一方不愿意继续的", "可能引发群体性事件的", "需要鉴定、勘验的", "跨乡镇、跨行业的", "涉及农民工工资的", "因交通事故引起的",
]  # fmt: skip
_THEN = [
    "可以上门办理", "可以延长一次，延长时间由双方约定", "免收一切费用", "可以适用简易程序，当场办结", "应当邀请专家参加", "应当及时报告上级机关",
    "告知其可以向人民法院起诉", "由上一级机关指定管辖", "所用时间不计算在期限内", "可以通过视频方式进行", "应当优先受理、优先办理", "不得推诿",
]  # fmt: skip
_TOPICS = [
    "人民调解", "法律援助", "社区矫正", "公证服务", "律师值班", "村法律顾问", "行业性专业性调解", "矛盾纠纷排查", "司法确认衔接", "以案定补",
    "公共法律服务中心", "法治宣传", "案件回访", "安置帮教", "专家库管理", "调解文书", "流动服务站", "农民工讨薪", "医疗纠纷", "交通事故赔偿",
]  # fmt: skip
_FORMS = ["工作办法", "实施意见", "工作规则", "管理办法", "若干措施", "工作规范", "考核办法", "实施细则"]
_NUMERALS = "〇一二三四五六七八九"
_FIRST_DAY = date(2012, 1, 4)
_DAYS = 14 * 365


@dataclass(frozen=True)
class Policy:
    title: str
    number: str
    issuers: list[str]
    issued_on: date
    validity: str
    summary: str
    clauses: list[str]

    @property
    def body(self) -> list[dict]:
        text = "".join(f"<p>{escape(clause)}</p>" for clause in self.clauses)
        return [
            {"type": "part", "value": {"kind": "instrument", "label": "", "title": ""}},
            {"type": "text", "value": text},
            {
                "type": "signature",
                "value": {"organs": self.issuers, "date": self.issued_on.isoformat(), "note": ""},
            },
        ]


def county_name(place: int) -> str:
    size = len(_SYLLABLES)
    return f"{_SYLLABLES[place % size]}{_SYLLABLES[(place // size * 7 + place + 3) % size]}县"


def numeral(number: int) -> str:
    """Below a hundred, as articles are counted."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_NUMERALS[tens]}十") + (
        _NUMERALS[ones] if ones or not tens else ""
    )


def policies(county: str, count: int, seed: int) -> Iterator[Policy]:
    chance = Random(seed)
    for place in range(1, count + 1):
        topic, form = chance.choice(_TOPICS), chance.choice(_FORMS)
        day = _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
        office = f"{county}司法局"
        yield Policy(
            title=f"{office}关于印发《{county}{topic}{form}》的通知（{day.year}年第{place}号）",
            number=f"{county[0]}司发〔{day.year}〕{place}号",
            issuers=[office, f"{county}财政局"] if chance.random() < 0.2 else [office],
            issued_on=day,
            validity=chance.choices(["valid", "amended", "repealed", "expired"], [80, 6, 10, 4])[0],
            summary=f"{topic}怎么办、多久办完、谁来负责。",
            clauses=list(_clauses(chance, topic, form, county)),
        )


def _clauses(chance: Random, topic: str, form: str, county: str) -> Iterator[str]:
    yield f"第一条 为了规范{county}{topic}工作，方便群众，制定本{form[-2:]}。"
    for article in range(2, chance.randint(9, 22)):
        yield f"第{numeral(article)}条 {_sentence(chance)}"
        if chance.random() < 0.25:
            for item in range(1, chance.randint(3, 5)):
                yield f"（{numeral(item)}）{chance.choice(_IF)}，{chance.choice(_THEN)}；"


def _sentence(chance: Random) -> str:
    who, when, what = chance.choice(_WHO), chance.choice(_WHEN), chance.choice(_WHAT)
    return f"{who}应当{when}{what}。{chance.choice(_IF)}，{chance.choice(_THEN)}。"
