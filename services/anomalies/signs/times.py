"""Times at which it cannot have happened so, or hardly.

Harmless: what was settled on the spot is written down afterwards, all at once; some mediate in the evening because
people work by day. Hence most of these are weak until one mediator has several.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from services.anomalies.signs.told import (
    MIDDLE,
    STRONG,
    WEAK,
    County,
    Sign,
    Told,
    apart,
    by_mediator_and_month,
    graded,
    in_month,
    keys,
    on_day,
)
from services.cases.wording import on_record

NIGHT = (23, 6)
FEW = 3


def times(cases: list[Told], county: County) -> Iterator[Sign]:
    for (mediator, month), some in by_mediator_and_month(cases).items():
        key = f"{mediator}:{month}"
        yield from _within_minutes(some, county, key)
        yield from _before_opened(some, key)
        yield from _odd_hours(some, county, key)
    by: dict[str, list[Told]] = defaultdict(list)
    for case in cases:
        by[case.mediator or str(case.pk)].append(case)
    for some in by.values():
        yield from _many_a_day(some, county)
        yield from _two_at_once(some, county)
        yield from _signed_together(some, county)


def _within_minutes(some: list[Told], county: County, key: str) -> Iterator[Sign]:
    most = timedelta(minutes=county.limits.minutes)
    quick = [one for one in some if one.agreed_at and timedelta() <= one.agreed_at - one.opened_at <= most]
    if apart(quick) >= FEW:
        spans = [(one.agreed_at or one.opened_at) - one.opened_at for one in quick]
        words = {
            "name": quick[0].mediator_name,
            "month": in_month(quick[0].opened_at),
            "count": len(quick),
            "all": len(some),
            "minutes": max(1, round(max(spans).total_seconds() / 60)),
        }
        text = on_record(
            "%(name)s%(month)s登记的%(all)d件里，%(count)d件从登记到达成协议不到%(minutes)d分钟。"
        )
        strength = graded(apart(quick), 6, 12)
        yield Sign("in_minutes", f"in_minutes:{key}", keys(quick), strength, text % words, quick[0].mediator)


def _before_opened(some: list[Told], key: str) -> Iterator[Sign]:
    early = [one for one in some if one.agreed_on and one.agreed_on < one.opened_at.date()]
    if early:
        days = max((one.opened_at.date() - one.agreed_on).days for one in early if one.agreed_on)
        words = {"name": early[0].mediator_name, "count": len(early), "days": days}
        text = on_record("%(name)s：%(count)d件的协议日期早于登记日期，最多早%(days)d天。") % words
        strength = MIDDLE if apart(early) >= FEW and days > 7 else WEAK
        yield Sign("before_opened", f"before_opened:{key}", keys(early), strength, text, early[0].mediator)


def _odd_hours(some: list[Told], county: County, key: str) -> Iterator[Sign]:
    odd = [one for one in some if (at := one.held_at or one.agreed_at) and _is_odd(at, county)]
    if apart(odd) >= FEW and len(odd) * 2 >= len(some):
        words = {"name": odd[0].mediator_name, "count": len(odd), "all": len(some)}
        text = on_record("%(name)s：当月%(all)d件里，%(count)d件在夜间（23时至6时）或者节假日调解。") % words
        yield Sign("odd_hours", f"odd_hours:{key}", keys(odd), WEAK, text, odd[0].mediator)


def _is_odd(at: datetime, county: County) -> bool:
    return at.hour >= NIGHT[0] or at.hour < NIGHT[1] or county.is_working(at.date()) is False


def _many_a_day(some: list[Told], county: County) -> Iterator[Sign]:
    days: dict[str, list[Told]] = defaultdict(list)
    for one in some:
        if one.settled_at:
            days[f"{one.settled_at:%Y-%m-%d}"].append(one)
    for day, settled in days.items():
        count = len({one.quarrel for one in settled})
        if count > county.limits.a_day:
            words = {
                "name": settled[0].mediator_name,
                "day": on_day(settled[0].settled_at or settled[0].opened_at),
                "count": len(settled),
                "most": county.limits.a_day,
            }
            text = on_record("%(name)s%(day)s一天达成%(count)d件协议，一般一天不超过%(most)d件。") % words
            strength = graded(count, county.limits.a_day + 4, county.limits.a_day * 2)
            key = f"many_a_day:{settled[0].mediator}:{day}"
            yield Sign("many_a_day", key, keys(settled), strength, text, settled[0].mediator)


def _two_at_once(some: list[Told], county: County) -> Iterator[Sign]:
    """A session takes at least so long; who begins another one meanwhile cannot lead both."""
    least = timedelta(minutes=county.limits.session_minutes)
    held = sorted((one for one in some if one.held_at), key=lambda one: (one.held_at, one.pk))
    together: list[Told] = []
    months: dict[str, list[Told]] = defaultdict(list)
    for before, after in pairwise(held):
        if after.held_at - before.held_at < least and not _one_quarrel({before, after}):  # type: ignore[operator]
            together += [before, after]
    for one in dict.fromkeys(together):
        months[f"{one.held_at:%Y-%m}"].append(one)
    for month, found in months.items():
        words = {
            "name": found[0].mediator_name,
            "count": len(found),
            "minutes": county.limits.session_minutes,
        }
        text = (
            on_record("%(name)s：%(count)d件的调解开始时间相隔不到%(minutes)d分钟，同一个人不能同时主持。")
            % words
        )
        key = f"two_at_once:{found[0].mediator}:{month}"
        strength = graded(apart(found), 3, 5)
        yield Sign("two_at_once", key, keys(found), strength, text, found[0].mediator)


def _signed_together(some: list[Told], county: County) -> Iterator[Sign]:
    span = timedelta(seconds=county.limits.seconds)
    signed = sorted(
        ((at, one) for one in some for at in one.signed_at), key=lambda pair: (pair[0], pair[1].pk)
    )
    start, days = 0, defaultdict(set)
    for end, (at, _one) in enumerate(signed):
        while at - signed[start][0] > span:
            start += 1
        within = {case for _at, case in signed[start : end + 1]}
        if len({case.family for case in within}) > 1 and not _one_quarrel(within):
            days[f"{at:%Y-%m-%d}"] |= within
    for day, found in days.items():
        listed = list(found)
        words = {
            "name": listed[0].mediator_name,
            "day": on_day(min(listed[0].signed_at)),
            "count": len(listed),
            "seconds": county.limits.seconds,
        }
        text = on_record("%(name)s%(day)s：%(count)d件互不相关的协议在%(seconds)d秒之内接连签名。") % words
        key = f"signed_together:{listed[0].mediator}:{day}"
        strength = STRONG if apart(listed) >= 4 else MIDDLE if apart(listed) >= 3 else WEAK
        yield Sign("signed_together", key, keys(listed), strength, text, listed[0].mediator)


def _one_quarrel(cases: set[Told]) -> bool:
    return len({one.quarrel for one in cases}) == 1
