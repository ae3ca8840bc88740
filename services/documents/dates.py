"""Dates as papers write them."""

from datetime import date

_DIGITS = "〇一二三四五六七八九"


def plain(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def in_han(day: date) -> str:
    """二〇二六年三月九日: the year digit by digit, month and day as numbers."""
    year = "".join(_DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{below_hundred(day.month)}月{below_hundred(day.day)}日"


def below_hundred(number: int) -> str:
    """1 to 99 as they are counted: 十二."""
    tens, ones = divmod(number, 10)
    before = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return before + (_DIGITS[ones] if ones else "")
