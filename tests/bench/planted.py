"""A county's half year of 500 mediations, of which 60 never happened, in six ways; and what is harmless and looks alike.

Nothing here is real. The texts are put together from parts, as people fill in a form: a frame everybody uses, the
habits of a mediator, and what is the case's own.
"""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from services.anomalies.signs.texts import shingles
from services.anomalies.signs.told import County, Person, Told

REAL, PLANTED = 440, 60
START, DAYS = date(2026, 1, 1), 180
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "守礼有田明志强建国桂兰秀英海春生福来宝玉梅凤霞小军卫东占山长河满仓喜顺"
VILLAGES = [f"{one}{other}村" for one in "上下东西南北前后" for other in ("河", "桥", "滩", "梁", "湾")]
QUARRELS = {
    "水": (
        "浇水轮次",
        ("渠口被石头堵住", "夜里把水放到自家地里", "水闸的锁被换掉", "上游多开了一个口子", "没有按轮次让水"),
    ),
    "地": (
        "地界",
        ("犁地时多占了三垄", "界桩被推倒", "田埂被削窄", "栽的树越过了界线", "围墙砌到了对方地里"),
    ),
    "邻": (
        "相邻通行",
        ("门前堆了柴草", "车停在巷道口", "屋檐水滴到院里", "粪堆离水井太近", "新装的空调外机对着窗户"),
    ),
    "债": (
        "借款",
        ("打了欠条一直没有还", "利息说法不一样", "担保人不认账", "只还了一半", "用羊抵债双方算价不同"),
    ),
    "畜": ("牲畜毁苗", ("羊群进了玉米地", "牛踩坏了西瓜", "驴啃了果树皮", "猪拱了菜园", "狗咬死了鸡")),
    "婚": (
        "赡养",
        (
            "几个儿子轮流的日子没有说清",
            "医药费谁来出",
            "老人住的房子漏雨",
            "口粮没有按时送",
            "女儿要不要分担",
        ),
    ),
    "工": (
        "劳务报酬",
        ("盖房的工钱拖着不给", "返工的料钱谁出", "少算了七个工", "包工头换了人", "说好的饭钱没有兑现"),
    ),
}
# A detail is one of each: some ten thousand of them.
WHEN = (
    "前年秋天",
    "开春以后",
    "赶集那天",
    "去年冬闲时",
    "收麦前后",
    "正月里",
    "中秋前",
    "头一场雨后",
    "修路的时候",
    "老人过世后",
)
WHO = (
    "两家的老人",
    "申请人的儿子",
    "被申请人的媳妇",
    "村里的会计",
    "隔壁的邻居",
    "队里的组长",
    "娘家的兄弟",
    "过路的司机",
    "学校的老师",
)
DID = (
    "当着众人说",
    "在电话里讲",
    "托人捎话说",
    "在地头说起",
    "拿账本对着说",
    "在饭桌上提过",
    "写纸条说",
    "量完以后说",
    "看了照片说",
)
THAT = (
    "这事不该这样算", "早先就讲好了", "从来没有答应过", "只能让一小半", "东西已经用旧了", "那边也有难处", "按老规矩办就行", "错不在一家",
    "要先把旧账理清", "等卖了羊再说", "各家自己看着办", "不能伤了和气", "再拖就要找上面", "当时没有人在场", "口说没有凭据",
)  # fmt: skip
ENDS = (
    "把堵的地方清开，以后按队里排的次序来", "按量出来的线重新埋界石，费用平摊", "三天之内搬走，以后不再堆放", "分四次还清，每次写收条",
    "赔一百二十斤玉米，秋后交付", "每月初五送口粮，医药费按份分摊", "补足工钱，返工由另一方负责料", "当面赔礼，互不追究",
    "由一方出料、另一方出工修好", "各自看管好牲畜，再犯加倍赔", "请村里立牌子写明轮次", "折价八百元，当场付清",
)  # fmt: skip
FRAME = "申请人和被申请人因{what}发生纠纷，向本调解委员会提出申请。调解员到现场了解情况，{own}。经调解，双方自愿达成协议：{end}。本协议自双方签字之日起生效。"
HABITS = (
    "调解员先分别听了两边的意见，再把他们请到一起", "调解员从乡里乡亲的情分讲起", "调解员对照村规民约作了说明", "调解员把有关的法条念给双方听",
    "调解员请来村里有威望的老人一同劝说", "调解员画了草图让双方看", "", "", "",
)  # fmt: skip


@dataclass
class World:
    """`planted`: keys of invented cases by scheme. `harmless`: those that look alike and are real, by what they are."""

    cases: list[Told] = field(default_factory=list)
    planted: dict[str, set[int]] = field(default_factory=dict)
    harmless: dict[str, set[int]] = field(default_factory=dict)
    county: County = field(default_factory=County)


class _Writer:
    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.world = World()
        self.pk = 0
        self.phone = 0
        self.held: dict[str, list[datetime]] = {}
        self.mediators = [
            (f"mediator-{n + 1}", self.name(), VILLAGES[n % len(VILLAGES)]) for n in range(len(VILLAGES))
        ]
        self.habits = {line: self.dice.choice(HABITS) for line, _name, _place in self.mediators}

    def name(self) -> str:
        return self.dice.choice(SURNAMES) + "".join(self.dice.sample(GIVEN, self.dice.choice((1, 2, 2))))

    def mark(self) -> str:
        self.phone += 1
        return f"mark-{self.phone:05d}-{self.dice.getrandbits(40):010x}"

    def person(self, side: str, **more: object) -> Person:
        """One in five gave no phone, and few an identity number."""
        phone = self.mark() if self.dice.random() < 0.8 else ""
        given = {"name": self.name(), "phone": phone} | more
        return Person(side, **given)  # type: ignore[arg-type]

    def text(self, kind: str, mediator: str) -> str:
        what, causes = QUARRELS[kind]
        details = (self.detail() for _one in range(self.dice.choice((2, 3, 4))))
        own = "，".join((self.dice.choice(causes), *details))
        habit = self.habits.get(mediator, "")
        return FRAME.format(
            what=what, own=f"{own}。{habit}" if habit else own, end="；".join(self.dice.sample(ENDS, 2))
        )

    def detail(self) -> str:
        return "".join(self.dice.choice(part) for part in (WHEN, WHO, DID, THAT))

    def moment(self, day: date | None = None) -> datetime:
        day = day or START + timedelta(days=self.dice.randrange(DAYS))
        if day.weekday() > 4 and self.dice.random() < 0.8:
            day += timedelta(days=7 - day.weekday())
        return datetime(day.year, day.month, day.day, self.dice.randrange(8, 18), self.dice.randrange(60))

    def free(self, mediator: str, day: date) -> datetime:
        """A time some days later at which this mediator does nothing else."""
        while True:
            held = self.moment(day + timedelta(days=self.dice.randrange(1, 12)))
            if all(abs(held - other) > timedelta(hours=2) for other in self.held.setdefault(mediator, [])):
                self.held[mediator].append(held)
                return held

    def case(self, *, scheme: str = "", like: str = "", **more: object) -> Told:
        """A real one unless told otherwise: held some days later, agreed an hour or two after that, signed then."""
        self.pk += 1
        place = more.pop("place", None) or self.dice.choice(VILLAGES)
        line, name, _home = more.pop("by", None) or self.dice.choice(
            [one for one in self.mediators if one[2] == place] or self.mediators
        )
        opened = more.pop("opened", None) or self.moment()
        held = more.pop("held", None) or self.free(line, opened.date())
        agreed = more.pop("agreed", None) or held + timedelta(minutes=self.dice.randrange(40, 150))
        people = more.pop("people", None) or (self.person("applicant"), self.person("respondent"))
        text = more.pop("text", None) or self.text(self.dice.choice(list(QUARRELS)), line)
        signed = more.pop("signed", None) or tuple(
            agreed + timedelta(minutes=4, seconds=self.dice.randrange(240) + 130 * at) for at in range(2)
        )
        made = Told(
            self.pk, f"（2026）试民调第{self.pk}号", opened, line, name, place, place, agreed_at=agreed, held_at=held,
            agreed_on=agreed.date(), signed_at=signed, people=people,
            shingles=shingles(text, [one.name for one in people]), **more,
        )  # fmt: skip
        self.world.cases.append(made)
        for kept, called in ((self.world.planted, scheme), (self.world.harmless, like)):
            if called:
                kept.setdefault(called, set()).add(self.pk)
        return made


def county(seed: int = 1) -> World:
    write = _Writer(seed)
    write.world.county = County(
        phones={line: frozenset({f"phone-of-{line}"}) for line, _name, _place in write.mediators},
        names={line: name for line, name, _place in write.mediators},
    )
    for real in (_sharing, _crowds, _habits):
        real(write)
    while len(write.world.cases) < REAL:
        write.case()
    _invented(write)
    write.dice.shuffle(write.world.cases)
    return write.world


def _sharing(write: _Writer) -> None:
    """Real cases in which a telephone is shared."""
    for _family in range(8):  # a couple, parents and sons: one telephone on both sides
        phone = write.mark()
        people = (write.person("applicant", phone=phone), write.person("respondent", phone=phone))
        write.case(people=people, like="one family, one phone")
    for _helper in range(2):  # a village clerk gives the own number for old people
        phone = write.mark()
        for _old in range(4):
            write.case(
                people=(write.person("applicant", phone=phone), write.person("respondent")),
                like="a helper's phone",
            )
    for _house in range(6):  # two of one household in different quarrels
        phone = write.mark()
        for _one in range(2):
            write.case(
                people=(write.person("applicant", phone=phone), write.person("respondent")),
                like="one house, one phone",
            )


def _crowds(write: _Writer) -> None:
    """Real cases that come all at once, and neighbours who come again."""
    dice = write.dice
    flood = date(2026, 4, 14)  # the river came into one village
    for _house in range(22):
        opened = write.moment(flood + timedelta(days=dice.randrange(10)))
        by = write.mediators[5] if dice.random() < 0.6 else dice.choice(write.mediators[:9])
        write.case(
            place=write.mediators[5][2],
            opened=opened,
            by=by,
            text=write.text(dice.choice("水地邻"), by[0]),
            like="a flood",
        )
    body, wage = Person("respondent", "兴达建材有限公司", organisation=True), write.text("工", "mediator-3")
    opened = write.moment(date(2026, 5, 11))
    for place in range(9):  # nine workers, one employer, one day
        agreed = opened + timedelta(days=2, minutes=3 * place)
        write.case(
            people=(write.person("applicant"), body), by=write.mediators[2], opened=opened, held=opened + timedelta(days=2),
            agreed=agreed, text=wage, place=write.mediators[2][2], like="one employer, many workers",
        )  # fmt: skip
    for _pair in range(3):  # neighbours who quarrel twice
        people = (write.person("applicant"), write.person("respondent"))
        for _time in range(2):
            write.case(people=people, place=write.mediators[1][2], like="neighbours again")


def _habits(write: _Writer) -> None:
    """Real cases, written down as it suits the mediator."""
    dice = write.dice
    for by in write.mediators[6:10]:  # settled on the spot, written down in the office afterwards
        for _late in range(4):
            opened = write.moment(date(2026, 3, 2) + timedelta(days=dice.randrange(27)))
            write.case(
                by=by, place=by[2], opened=opened, held=opened - timedelta(hours=dice.randrange(20, 70)),
                agreed=opened + timedelta(minutes=dice.randrange(3, 9)), like="written down afterwards",
            )  # fmt: skip
    for _evening in range(8):  # people work by day
        held = write.moment().replace(hour=dice.choice((20, 21, 22)))
        write.case(opened=held - timedelta(days=2), held=held, like="in the evening")
    for by in write.mediators[17:20]:  # the hour is written down roughly
        held = write.moment().replace(hour=9, minute=0)
        for _one in range(2):
            write.case(
                by=by, place=by[2], opened=held - timedelta(days=2), held=held, like="nine o'clock, roughly"
            )
    own = "双方在村委会坐下来谈，调解员把道理讲清，双方当场握手言和，表示今后互谅互让、不再为此事争吵，感谢调解员上门服务"
    for _one in range(10):  # a mediator with a form of his own
        what, causes = QUARRELS[dice.choice(list(QUARRELS))]
        said = "，".join((dice.choice(causes), write.detail(), write.detail()))
        text = FRAME.format(what=what, own=f"{said}。{own}", end=dice.choice(ENDS))
        write.case(by=write.mediators[12], text=text, like="a form of one's own")


def _invented(write: _Writer) -> None:
    """Six ways to get the money. In each somebody who knows nothing of checks, and somebody who is careful."""
    for scheme in (_copied, _few_phones, _busy_village, _in_one_go, _in_turns, _own_phone):
        scheme(write)


def _copied(write: _Writer) -> None:
    """One text, other names and sums; the careful one also changes the cause and a detail."""
    for text, by, copies in ((write.text("邻", ""), 3, 4), (write.text("债", ""), 13, 3)):
        for _copy in range(copies):
            said = text.replace("八百", write.dice.choice(("五百", "六百", "一千二百")))
            write.case(scheme="copied text", by=write.mediators[by], place=write.mediators[by][2], text=said)
    by, details, end = (
        write.mediators[21],
        [write.detail() for _one in range(3)],
        "；".join(write.dice.sample(ENDS, 2)),
    )
    what, causes = QUARRELS["地"]
    for _copy in range(4):
        own = "，".join((write.dice.choice(causes), *details[:2], write.detail()))
        write.case(
            scheme="copied text, careful", by=by, place=by[2], text=FRAME.format(what=what, own=own, end=end)
        )


def _few_phones(write: _Writer) -> None:
    """The few numbers at hand; the careful one uses each only twice."""
    by, numbers = write.mediators[4], [write.mark(), write.mark()]
    for at in range(7):
        pair = (numbers[0], numbers[1] if at % 2 else numbers[0])
        write.case(scheme="few phones", by=by, place=by[2], people=_two(write, *pair))
    by, numbers = write.mediators[14], [write.mark() for _one in range(4)]
    for at in range(4):
        pair = (numbers[at], numbers[(at + 1) % 4])
        write.case(scheme="few phones, careful", by=by, place=by[2], people=_two(write, *pair))


def _two(write: _Writer, one: str, other: str) -> tuple[Person, Person]:
    return write.person("applicant", phone=one), write.person("respondent", phone=other)


def _busy_village(write: _Writer) -> None:
    """A quiet village, a busy month; the careful one adds two a month in two villages."""
    by = write.mediators[7]
    for _one in range(8):
        opened = write.moment(date(2026, 6, 1) + timedelta(days=write.dice.randrange(26)))
        write.case(scheme="busy village", by=by, place=by[2], opened=opened)
    for by in write.mediators[23:25]:
        for month in (3, 4):
            opened = write.moment(date(2026, month, 1 + write.dice.randrange(26)))
            write.case(scheme="busy village, careful", by=by, place=by[2], opened=opened)


def _in_one_go(write: _Writer) -> None:
    """Filled in and signed in one afternoon; the careful one waits between them."""
    by = write.mediators[11]
    for afternoon, gap, scheme in (
        (datetime(2026, 2, 25, 16, 5), timedelta(minutes=4), "filled in one go"),
        (datetime(2026, 3, 25, 9, 5), timedelta(minutes=50), "filled in one go, careful"),
    ):
        careful = "careful" in scheme
        for at in range(3 if careful else 6):
            opened = afternoon + gap * at
            agreed = opened + timedelta(minutes=25 if careful else 3)
            signing = agreed if careful else afternoon + timedelta(minutes=25, seconds=9 * at)
            write.case(
                scheme=scheme, by=by, place=by[2], opened=opened, agreed=agreed,
                held=opened - timedelta(days=1 + at), signed=(signing, signing + timedelta(seconds=4)),
            )  # fmt: skip


def _in_turns(write: _Writer) -> None:
    """Four people take turns; the careful one has eight."""
    for by, people, cases, scheme in (
        (write.mediators[16], 4, 6, "people in turns"),
        (write.mediators[26], 8, 4, "people in turns, careful"),
    ):
        pool = [write.person("applicant") for _one in range(people)]
        for _case in range(cases):
            one, other = write.dice.sample(pool, 2)
            both = (Person("applicant", one.name, one.phone), Person("respondent", other.name, other.phone))
            write.case(scheme=scheme, by=by, place=by[2], people=both)


def _own_phone(write: _Writer) -> None:
    """The mediator's own phone; the careful one gives a relative's, and seats three parties at nearly the same time."""
    by = write.mediators[9]
    for _one in range(4):
        write.case(
            scheme="own phone", by=by, place=by[2], people=_two(write, f"phone-of-{by[0]}", write.mark())
        )
    by, held, phone = (
        write.mediators[29],
        write.moment(date(2026, 5, 19)).replace(hour=9, minute=0),
        write.mark(),
    )
    for at in range(3):
        times = {"held": held + timedelta(minutes=40 * at), "opened": held - timedelta(days=3)}
        write.case(
            scheme="own phone, careful", by=by, place=by[2], people=_two(write, phone, write.mark()), **times
        )
