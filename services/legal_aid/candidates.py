"""Who comes first for a case. Decides on the facts it is given; asks no database.

The order is that of the rules, one criterion after the other: a later one decides only between equals. Nothing is
added up, so there are no weights. docs/legal_aid.md says the same for readers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from services.cases.wording import on_record

DOCUMENT = on_record("卫司发〔2020〕24号")
FULL_TIME_FIRST = on_record("R第四条")
MANY_RECORDS = on_record("R第二十一条")
QUALITY = on_record("R第二十二条")
SUSPENSION = on_record("R第十九条")


@dataclass(frozen=True)
class Score:
    """`mean` of `count` readings of 0 to 100; None where there are none."""

    mean: float | None = None
    count: int = 0


@dataclass(frozen=True)
class Facts:
    """What is known of one lawyer. `steps` from the place of the case: 0 there, 1 in its township, 2 in the county."""

    key: int
    name: str
    firm: str = ""
    full_time: bool = False
    matters: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    open_cases: int = 0
    last_assigned: date | None = None
    consultations: int = 0
    satisfaction: Score = Score()
    reviews: Score = Score()
    unqualified: int = 0
    complaints: int = 0
    steps: int | None = None
    counsel: bool = False
    barred: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Need:
    """What the case asks for, and the numbers of the county.

    `matters`: the matter and what it is part of, the narrow first. `language` is a code, blank for none in particular.
    """

    matters: tuple[str, ...] = ()
    matter: str = ""
    language: str = ""
    language_name: str = ""
    threshold: int = 50
    high: int = 85
    low: int = 60
    few: int = 3


@dataclass(frozen=True)
class Reason:
    """A fact in plain words. `clause` is what it counts by; `weight` is "for", "against", or blank."""

    text: str
    clause: str = ""
    weight: str = ""


@dataclass(frozen=True)
class Candidate:
    """`place` from 1; None for somebody who cannot be chosen, and then `excluded` says why.

    `speaks` the language that is needed; False where none is.
    """

    key: int
    name: str
    firm: str
    place: int | None
    reasons: tuple[Reason, ...] = ()
    excluded: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    speaks: bool = False


def rank(everybody: Iterable[Facts], need: Need) -> list[Candidate]:
    """Those who can be chosen, the first one first; then the others by name."""
    people = list(everybody)
    able = sorted((one for one in people if not one.barred), key=lambda one: _order(one, need))
    barred = sorted((one for one in people if one.barred), key=lambda one: (one.name, one.key))
    return [
        *(_candidate(one, place, need) for place, one in enumerate(able, 1)),
        *(_candidate(one, None, need) for one in barred),
    ]


def language_decides(listed: Iterable[Candidate]) -> bool:
    """The first does not speak what is needed, and somebody further down does."""
    able = [one for one in listed if one.place is not None]
    return any(one.speaks for one in able) and not able[0].speaks


def reason_of_language(need: Need) -> str:
    """Why somebody is chosen who speaks it and is not the first."""
    return _("受援人要说%(language)s，需要会说的律师。") % {"language": need.language_name}


def _order(one: Facts, need: Need) -> tuple[object, ...]:
    return (
        not one.full_time,
        not _preferred(one, need),
        _poor(one, need),
        bool(need.language) and not _speaks(one, need),
        not _in_field(one, need),
        one.open_cases,
        3 if one.steps is None else one.steps,
        one.last_assigned or date.min,
        one.key,
    )


def _preferred(one: Facts, need: Need) -> bool:
    return _many_and_content(one, need) or _good_work(one, need)


def _many_and_content(one: Facts, need: Need) -> bool:
    return one.consultations >= need.threshold and _is_high(one.satisfaction, need)


def _good_work(one: Facts, need: Need) -> bool:
    return _is_high(one.reviews, need) and not one.unqualified


def _poor(one: Facts, need: Need) -> bool:
    return bool(
        one.complaints or one.unqualified or _is_low(one.satisfaction, need) or _is_low(one.reviews, need)
    )


def _is_high(score: Score, need: Need) -> bool:
    return score.mean is not None and score.count >= need.few and score.mean >= need.high


def _is_low(score: Score, need: Need) -> bool:
    return score.mean is not None and score.count >= need.few and score.mean < need.low


def _in_field(one: Facts, need: Need) -> bool:
    return not need.matters or bool(set(need.matters) & set(one.matters))


def _speaks(one: Facts, need: Need) -> bool:
    return bool(need.language) and need.language in one.languages


def _candidate(one: Facts, place: int | None, need: Need) -> Candidate:
    reasons = tuple(_reasons(one, need)) if place else ()
    return Candidate(
        one.key, one.name, one.firm, place, reasons, one.barred, one.warnings, _speaks(one, need)
    )


def _reasons(one: Facts, need: Need) -> list[Reason]:
    """In the order in which they count."""
    return [*_standing(one, need), *_fitting(one, need), *_free(one)]


def _standing(one: Facts, need: Need) -> Sequence[Reason]:
    found = [Reason(_("专职法律援助律师优先"), FULL_TIME_FIRST, "for")] if one.full_time else []
    if _many_and_content(one, need):
        words = {"count": one.consultations, "mean": _points(one.satisfaction), "least": need.threshold}
        text = _("咨询记录%(count)d份（满%(least)d份）且满意度%(mean)s分，优先") % words
        found.append(Reason(text, MANY_RECORDS, "for"))
    elif one.consultations:
        found.append(Reason(_("咨询记录%(count)d份") % {"count": one.consultations}, MANY_RECORDS))
    if one.reviews.count:
        words = {"mean": _points(one.reviews), "count": one.reviews.count}
        text = _("近一年评查均分%(mean)s，%(count)d件") % words + _too_few(one.reviews, need)
        found.append(Reason(text, QUALITY, _weight(_good_work(one, need), _is_low(one.reviews, need))))
    if one.unqualified:
        text = _("近一年评查不合格%(count)d件") % {"count": one.unqualified}
        found.append(Reason(text, QUALITY, "against"))
    if one.satisfaction.count:
        words = {"mean": _points(one.satisfaction), "count": one.satisfaction.count}
        text = _("近一年满意度%(mean)s分，%(count)d份") % words + _too_few(one.satisfaction, need)
        found.append(Reason(text, weight=_weight(good=False, bad=_is_low(one.satisfaction, need))))
    if one.complaints:
        text = _("近一年投诉查实%(count)d件") % {"count": one.complaints}
        found.append(Reason(text, SUSPENSION, "against"))
    return found


def _fitting(one: Facts, need: Need) -> Sequence[Reason]:
    found = []
    if _speaks(one, need):
        found.append(Reason(_("会说%(language)s") % {"language": need.language_name}, weight="for"))
    elif need.language:
        found.append(Reason(_("没有登记会说%(language)s") % {"language": need.language_name}))
    if need.matters and _in_field(one, need):
        found.append(Reason(_("专长%(matter)s") % {"matter": need.matter}, weight="for"))
    elif need.matters:
        found.append(Reason(_("专长里没有%(matter)s") % {"matter": need.matter}))
    return found


def _free(one: Facts) -> Sequence[Reason]:
    found = [
        Reason(_("在办%(count)d件") % {"count": one.open_cases} if one.open_cases else _("没有在办案件"))
    ]
    if one.counsel:
        found.append(Reason(_("当地村（社区）的法律顾问")))
    elif one.steps is not None:
        found.append(Reason(_("同一乡镇") if one.steps <= 1 else _("同一县区")))
    if one.last_assigned:
        found.append(Reason(_("上次指派%(day)s") % {"day": one.last_assigned.isoformat()}))
    else:
        found.append(Reason(_("还没有被指派过")))
    return found


def _too_few(score: Score, need: Need) -> str:
    return _("，份数少，不参与排序") if score.count < need.few else ""


def _weight(good: bool, bad: bool) -> str:
    return "for" if good else "against" if bad else ""


def _points(score: Score) -> str:
    return f"{score.mean:.1f}".removesuffix(".0") if score.mean is not None else "—"
