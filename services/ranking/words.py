"""What is counted, as people call it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from services.ranking.formula import Formula
from services.ranking.models import Board

# Of each count its name and how one of it is counted.
COUNTS = {
    "cases": (_("办结"), _("件")),
    "assessed": (_("评定过的案件"), _("件")),
    "qualified": (_("评定合格的案件"), _("件")),
    "due": (_("应当按期办的"), _("项")),
    "in_time": (_("按期办了的"), _("项")),
    "voices": (_("评价"), _("份")),
    "voice_points": (_("评价得分合计"), _("分")),
    "reviews": (_("抽查的案卷"), _("份")),
    "review_points": (_("案卷得分合计"), _("分")),
    "complaints": (_("查实的投诉"), _("件")),
    "consultations": (_("登记的咨询"), _("次")),
    "hours": (_("公益服务"), _("小时")),
    "performances": (_("到期的履行"), _("笔")),
    "performed": (_("已经履行的"), _("笔")),
}
_CASES = ngettext_lazy("%(many)s件", "%(many)s件", "counter")
_THINGS = ngettext_lazy("%(many)s项", "%(many)s项", "counter")
_PAPERS = ngettext_lazy("%(many)s份", "%(many)s份", "counter")
_POINTS = ngettext_lazy("%(many)s分", "%(many)s分", "counter")
_TIMES = ngettext_lazy("%(many)s次", "%(many)s次", "counter")
# So many of each count, with their unit.
AMOUNTS = {
    "cases": _CASES,
    "assessed": _CASES,
    "qualified": _CASES,
    "due": _THINGS,
    "in_time": _THINGS,
    "voices": _PAPERS,
    "voice_points": _POINTS,
    "reviews": _PAPERS,
    "review_points": _POINTS,
    "complaints": _CASES,
    "consultations": _TIMES,
    "hours": ngettext_lazy("%(many)s小时", "%(many)s小时", "counter"),
    "performances": ngettext_lazy("%(many)s笔", "%(many)s笔", "counter"),
    "performed": ngettext_lazy("%(many)s笔", "%(many)s笔", "counter"),
}
# Of each board what it is called, and one of those who stand in it.
BOARDS = {
    Board.LAWYERS: _("法律援助律师"),
    Board.MEDIATORS: _("人民调解员"),
    Board.COMMITTEES: _("人民调解委员会"),
}
SHORTFALL = {
    "cases": gettext_lazy("办结少于%(least)s件"),
    "voices": gettext_lazy("评价少于%(least)s份"),
}


@dataclass(frozen=True)
class Change:
    """`mark` is drawn, `words` are read out."""

    kind: str
    mark: str
    words: str


def amount_of(count: str, many: object) -> str:
    """`many` as it is shown: a number or its text, with decimals perhaps."""
    return AMOUNTS[count] % {"many": many, "counter": 1 if str(many) in ("1", "1.0") else 2}


def change(rank: int, before: int | None) -> Change:
    if before is None:
        return Change("new", gettext("新上榜"), gettext("上一期没有排名"))
    if before > rank:
        return Change("up", f"▲{before - rank}", gettext("比上一期上升%(by)s位") % {"by": before - rank})
    if before < rank:
        return Change("down", f"▼{rank - before}", gettext("比上一期下降%(by)s位") % {"by": rank - before})
    return Change("same", gettext("持平"), gettext("与上一期名次相同"))


def why_unranked(counts: Mapping[str, str], formula: Formula) -> str:
    """办结少于5件、评价少于3份."""
    missing = [
        least_of(code, least)
        for code, least in formula["minimum"].items()
        if float(counts.get(code) or 0) < least
    ]
    return gettext("、").join(missing)


def least_of(code: str, least: int) -> str:
    if code in SHORTFALL:
        return str(SHORTFALL[code] % {"least": least})
    name, unit = COUNTS[code]
    return gettext("%(what)s少于%(least)s%(unit)s") % {"what": name, "least": least, "unit": unit}
