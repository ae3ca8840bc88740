"""Numbers, money, dates, times."""

import re
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from services.declarations.sentences import _
from services.forms.spec import Field
from services.forms.values.refusal import NotAccepted
from services.forms.values.text import narrow

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d{4})(\d{2})(\d{2})")
_TIME = re.compile(r"(\d{1,2})\s*[:时点]\s*(\d{1,2})?\s*(?:[:分]\s*(\d{1,2})?\s*秒?)?")
_MOMENT = re.compile(r"(\S.*?)(?:\s+|T|(?<=日))(\d{1,2}\s*[:时点].*)")
_YUAN = re.compile(r"^[¥￥]\s*|\s*元$")
# Longer ones are a slip of the keyboard, and exact arithmetic on them costs time.
MOST_DIGITS = 15


def number(field: Field, value: Any) -> int | str:
    """A whole number as int, one with decimals as text, so that nothing is rounded on the way."""
    figure = _figure(value, _("请填写数字"))
    _within(field, figure)
    if figure != round(figure, field.decimals):
        if field.decimals:
            raise NotAccepted(_("最多%(count)s位小数"), count=field.decimals)
        raise NotAccepted(_("请填写整数"))
    return f"{figure:.{field.decimals}f}" if field.decimals else int(figure)


def money(field: Field, value: Any) -> str:
    """Yuan with two decimals; ¥, 元 and separators may be typed."""
    said = _YUAN.sub("", narrow(value))
    figure = _figure(said, _("请填写金额，如 1200 或 1200.50"))
    if figure < 0 and field.least is None:
        raise NotAccepted(_("金额不能是负数"))
    _within(field, figure)
    if figure != round(figure, 2):
        raise NotAccepted(_("金额最多两位小数"))
    return f"{figure:.2f}"


def _figure(value: Any, otherwise: str) -> Decimal:
    said = re.sub(r"[,，\s]", "", narrow(value))
    try:
        figure = Decimal(said)
    except InvalidOperation:
        raise NotAccepted(otherwise) from None
    if not figure.is_finite() or figure.adjusted() >= MOST_DIGITS or len(said) > 2 * MOST_DIGITS:
        raise NotAccepted(otherwise)
    return figure


def _within(field: Field, figure: Decimal) -> None:
    if field.least is not None and figure < Decimal(str(field.least)):
        raise NotAccepted(_("不能小于%(bound)s"), bound=str(field.least))
    if field.most is not None and figure > Decimal(str(field.most)):
        raise NotAccepted(_("不能大于%(bound)s"), bound=str(field.most))


def day(field: Field, value: Any, today: date | None) -> str:
    """2026-01-31, 2026/1/31, 2026年1月31日, 20260131."""
    found = _day(value.isoformat()[:10] if isinstance(value, date) else narrow(value))
    for bound, after in ((field.least, False), (field.most, True)):
        limit = today if bound == "today" else date.fromisoformat(str(bound)) if bound else None
        if limit and after and found > limit:
            raise NotAccepted(_("不能晚于%(bound)s"), bound=limit.isoformat())
        if limit and not after and found < limit:
            raise NotAccepted(_("不能早于%(bound)s"), bound=limit.isoformat())
    return found.isoformat()


def _day(said: str) -> date:
    match = _DAY.fullmatch(said.strip())
    try:
        return date(*(int(part) for part in match.groups() if part)) if match else _no_day()
    except ValueError:
        return _no_day()


def _no_day() -> date:
    raise NotAccepted(_("请填写日期，如 2026-01-31"))


def moment(field: Field, value: Any) -> str:
    """A time of day, or a day with its time: 09:30, 2026-01-31T09:30."""
    if isinstance(value, datetime | time):
        value = value.isoformat(timespec="minutes")[: 16 if isinstance(value, datetime) else 5]
    said = narrow(value)
    if not field.with_date:
        return _time(said).isoformat(timespec="minutes")
    parts = _MOMENT.fullmatch(said)
    on, at = parts.groups() if parts else (said, "")
    return f"{_day(on).isoformat()}T{_time(at).isoformat(timespec='minutes')}"


def _time(said: str) -> time:
    match = _TIME.fullmatch(said.strip())
    try:
        return time(int(match[1]), int(match[2] or 0)) if match else _no_time()
    except ValueError:
        return _no_time()


def _no_time() -> time:
    raise NotAccepted(_("请填写时间，如 09:30"))
