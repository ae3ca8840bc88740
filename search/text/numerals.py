"""Chinese numerals as Arabic ones, where they count something: 二十日, 第十二条, 二〇二四年, 三十万元.

Numerals inside words (统一, 十分, 一般, 千方百计) stay as they are: a single character becomes a number only after 第
or before a measure, a longer run only if it is a well-formed number.
"""

import re
from decimal import Decimal

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}

RUN = re.compile("[〇○零一二两三四五六七八九十][〇○零一二两三四五六七八九十百千万亿]*")

# What a single numeral may count. 分 (十分), 时 (一时), 样, 般, 些 and 审 (一审) make words and are left out.
_MEASURES = frozenset("年月日天周号条款项章节编个名人次件元倍岁级届户份页期批类")
# A single numeral after one of these belongs to a word: 统一, 唯一, 同一, 万一, 逐一, 其一.
_WORD_BEFORE = frozenset("统唯同单逐专划归合不如其之百千万亿")


# 一百二 is said for 120 as well as written for 102: left alone.
_CLIPPED = re.compile("[百千万][一二三四五六七八九]$")


def value(run: str) -> int | None:
    """The value of a well-formed numeral of units (三百零五, 二十万), None for anything else."""
    if _CLIPPED.search(run):
        return None
    total = section = 0
    digit: int | None = None
    ceiling = 10_000
    for character in run:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
        elif character in _POWERS:
            power = _POWERS[character]
            if power >= ceiling or (digit in (None, 0) and power != 10) or (digit is None and section):
                return None
            section += (digit if digit else 1) * power
            digit, ceiling = None, power
        else:
            section += digit or 0
            if not section and not (character == "亿" and total):
                return None
            total = (total + section) * _MYRIADS[character] if character == "亿" else total + section * 10_000
            section, digit, ceiling = 0, None, 10_000
    return total + section + (digit or 0)


def arabic(match: re.Match[str]) -> str:
    run = match[0]
    if len(run) == 1:
        return str(10 if run == "十" else _DIGITS[run]) if _counts(match) else run
    if all(character in _DIGITS for character in run):
        if len(run) > 2 or match.string[match.end() : match.end() + 1] == "年":
            return "".join(str(_DIGITS[character]) for character in run)
        return run
    number = value(run)
    return run if number is None else str(number)


def _counts(match: re.Match[str]) -> bool:
    text, start, end = match.string, match.start(), match.end()
    before, after = text[start - 1 : start], text[end : end + 1]
    if before == "第" or text[max(0, start - 3) : start] == "百分之":
        return True
    if before in _WORD_BEFORE:
        return False
    return after in _MEASURES or text[end : end + 2] == "小时"


def multiplied(match: re.Match[str]) -> str:
    """5万 and 1.5亿 in full, as long as that is a whole number."""
    amount = Decimal(match[1]) * _MYRIADS[match[2]]
    return str(int(amount)) if amount == int(amount) else match[0]
