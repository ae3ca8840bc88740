"""Who has to sit in an organisation, as declared in composition.toml, and what is missing. Pure Python."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from services.declarations.sentences import Sentence, _
from services.declarations.table import Declared, Table

FILE = Path(__file__).with_name("composition.toml")

# What is counted, as people call it.
COUNTS = {
    "director": _("主任"),
    "deputy": _("副主任"),
    "member": _("委员"),
    "leader": _("组长"),
    "seats": _("委员会组成人员"),
    "mediators": _("调解员"),
    "full_time": _("专职调解员"),
    "women": _("女性成员"),
    "children": _("下设调解组织"),
    "experts": _("专家"),
}
_SEATS = ("director", "deputy", "member")


@dataclass(frozen=True)
class Rule:
    """`least` and `most` are inclusive; `most` of None knows no end."""

    code: str
    kinds: tuple[str, ...]
    under: tuple[str, ...]
    headcount: int
    count: str
    of: tuple[str, ...]
    panel: str
    least: int
    most: int | None
    where_able: bool
    basis: str


@dataclass(frozen=True)
class TrainingRule:
    initial_days: int
    continuing_days: int
    hours_per_day: int
    basis: str


@dataclass(frozen=True)
class Composition:
    rules: tuple[Rule, ...]
    training: TrainingRule


@dataclass
class Staff:
    """The people of one organisation on a day. People are told apart by name: not all have an account."""

    posts: Counter[str] = field(default_factory=Counter)
    mediators: set[str] = field(default_factory=set)
    full_time: set[str] = field(default_factory=set)
    women: set[str] = field(default_factory=set)

    def add(self, other: "Staff") -> None:
        self.posts += other.posts
        self.mediators |= other.mediators
        self.full_time |= other.full_time
        self.women |= other.women


@dataclass(frozen=True)
class Body:
    """An organisation as the rules see it. `below`: (kind, staff) of each running organisation directly below."""

    kind: str
    under: str
    headcount: int
    staff: Staff
    below: tuple[tuple[str, Staff], ...]
    experts: Mapping[str, int]


@dataclass(frozen=True)
class Finding:
    """`missing` people or organisations, or `surplus` ones; one of the two is 0."""

    rule: Rule
    has: int

    @property
    def missing(self) -> int:
        return max(0, self.rule.least - self.has)

    @property
    def surplus(self) -> int:
        return max(0, self.has - self.rule.most) if self.rule.most is not None else 0

    @property
    def wanted(self) -> Sentence:
        least, most = self.rule.least, self.rule.most
        if most is None:
            return Sentence("at_least", _("不少于%(least)d"), {"least": least})
        if least == most:
            return Sentence("exactly", _("%(least)d"), {"least": least})
        return Sentence("between", _("%(least)d至%(most)d"), {"least": least, "most": most})


@cache
def composition() -> Composition:
    """The shipped one."""
    return load(Declared.open(FILE))


def load(declared: Declared) -> Composition:
    """Raises MalformedDeclaration, which names every fault with its line."""
    with declared.table() as root:
        rules = tuple(_rule(code, table) for code, table in root.named("rules"))
        with root.child("training") as table:
            training = TrainingRule(
                table.whole("initial_days") or 0,
                table.whole("continuing_days") or 0,
                table.whole("hours_per_day") or 1,
                table.text("basis"),
            )
    declared.settle()
    return Composition(rules, training)


def _rule(code: str, table: Table) -> Rule:
    with table:
        rule = Rule(
            code=code,
            kinds=table.texts("kinds"),
            under=table.texts("under"),
            headcount=table.whole("headcount") or 0,
            count=table.choice("count", COUNTS),
            of=table.texts("of"),
            panel=table.text("panel", ""),
            least=table.whole("least") or 0,
            most=table.whole("most"),
            where_able=table.flag("where_able"),
            basis=table.text("basis"),
        )
    if not rule.kinds:
        table.complain("kinds", _("缺少“%(key)s”"), key="kinds")
    if rule.most is not None and rule.most < rule.least:
        table.complain("most", _("“most”小于“least”"))
    if (rule.count == "experts") != bool(rule.panel) or (rule.count == "children" and not rule.of):
        table.complain("count", _("“experts”要写“panel”，“children”要写“of”"))
    return rule


def findings(body: Body, known: Composition) -> Iterator[Finding]:
    """Of every rule that the organisation does not keep."""
    for rule in known.rules:
        if _concerns(rule, body):
            found = Finding(rule, _has(rule, body))
            if found.missing or found.surplus:
                yield found


def _concerns(rule: Rule, body: Body) -> bool:
    return (
        body.kind in rule.kinds
        and (not rule.under or body.under in rule.under)
        and body.headcount >= rule.headcount
    )


def _has(rule: Rule, body: Body) -> int:
    if rule.count == "children":
        return sum(kind in rule.of for kind, _staff in body.below)
    if rule.count == "experts":
        return body.experts.get(rule.panel, 0)
    staff = Staff()
    staff.add(body.staff)
    for kind, below in body.below:
        if kind in rule.of:
            staff.add(below)
    if rule.count == "seats":
        return sum(staff.posts[post] for post in _SEATS)
    if rule.count in ("mediators", "full_time", "women"):
        return len(getattr(staff, rule.count))
    return staff.posts[rule.count]
