"""Chinese and Arabic numerals, and the marks that open a clause: 第三条, 一、, （一）, 1., (1), ①."""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "book", "chapter", "section", "article", "han", "han_bracket", "digit", "digit_bracket", "circled"
]  # fmt: skip

RANK: dict[Kind, int] = {
    "book": 0,
    "chapter": 1,
    "section": 2,
    "article": 3,
    "han": 4,
    "han_bracket": 5,
    "digit": 6,
    "digit_bracket": 7,
    "circled": 8,
}

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "○": 0, "Ｏ": 0, "O": 0, "o": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5,
    "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "廿": 20, "卅": 30}
HAN_NUMERAL = "[〇○零一二三四五六七八九十百千两]"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


def parse_numeral(text: str) -> int | None:
    """Read a numeral: 12, １２, 十二, 二十, 一百零三, 二〇一〇. None when the text is not one."""
    text = text.strip().translate(FULL_WIDTH)
    if not text:
        return None
    if text.isascii() and text.isdigit():
        return int(text[:9])
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text[:9]))
    return _with_units(text)


def _with_units(text: str) -> int | None:
    total, digit = 0, None
    for c in text:
        if c in UNITS:
            unit = UNITS[c]
            total += unit if c in "廿卅" else (1 if digit in (None, 0) else digit) * unit
            digit = None
        elif c in DIGITS:
            if digit not in (None, 0):
                return None
            digit = DIGITS[c]
        else:
            return None
    return total + (digit or 0)


def han_numeral(number: int) -> str:
    """Write 1–9999 the way clauses are counted: 一, 十, 十二, 二十, 一百零三."""
    if not 0 < number < 10000:
        raise ValueError(number)
    names = "零一二三四五六七八九"
    out, rest, gap = "", number, False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, rest = divmod(rest, unit)
        if digit:
            out += ("零" if gap else "") + names[digit] + name
            gap = False
        elif out and rest:
            gap = True
    return out[1:] if out.startswith("一十") else out


@dataclass(frozen=True)
class Mark:
    """`text` is the mark in its canonical form, `rest` what stands after it, `start` where `rest` begins."""

    kind: Kind
    value: int
    text: str
    rest: str
    start: int


_N = rf"(?P<n>{HAN_NUMERAL}{{1,7}}|[0-9０-９]{{1,4}})"
_REFERENCE = r"\s*[、，。；]|和|及|至|或|与|的|第|款|项|中|规定|所"
_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("book", re.compile(rf"第\s*{_N}\s*编(?=[\s　【]|$|\S{{1,20}}$)")),
    ("chapter", re.compile(rf"第\s*{_N}\s*章(?=[\s　【]|$|\S{{1,30}}$)")),
    ("section", re.compile(rf"第\s*{_N}\s*节(?=[\s　【]|$|\S{{1,30}}$)")),
    (
        "article",
        re.compile(
            rf"第\s*{_N}\s*条(?:之{HAN_NUMERAL})?(?!\s*[、，。；]|和|及|至|或|与|的|第|款|项|中|规定|所)"
        ),
    ),
    ("han_bracket", re.compile(rf"[（(]\s*(?P<n>{HAN_NUMERAL}{{1,5}})\s*[）)][、.．]?")),
    ("digit_bracket", re.compile(r"[（(]\s*(?P<n>[0-9０-９]{1,2})\s*[）)][、.．]?")),
    ("digit_bracket", re.compile(r"(?P<n>[0-9０-９]{1,2})[）)]")),
    ("circled", re.compile(rf"(?P<n>[{CIRCLED}])")),
    ("han", re.compile(r"(?P<n>[一二三四五六七八九十百]{1,5})\s*[、.．]")),
    ("digit", re.compile(r"(?P<n>[0-9０-９]{1,3})\s*(?:[、．]|\.(?![0-9]))")),
)
_FORM: dict[Kind, str] = {
    "book": "第{}编", "chapter": "第{}章", "section": "第{}节", "article": "第{}条",
    "han": "{}、", "han_bracket": "（{}）", "digit": "{}.", "digit_bracket": "（{}）",
}  # fmt: skip
_HAN_KINDS = ("book", "chapter", "section", "article", "han", "han_bracket")


def find_mark(text: str) -> Mark | None:
    """The number mark a text opens with, or None. Half- and full-width forms count alike."""
    offset = len(text) - len(text.lstrip())
    body = text[offset:]
    for kind, pattern in _PATTERNS:
        found = pattern.match(body)
        if found is None:
            continue
        value = _value(kind, found["n"])
        if value is None or _is_enumeration(kind, value, body[found.end() :]):
            return None
        rest = body[found.end() :].lstrip()
        return Mark(kind, value, mark_text(kind, value), rest, len(text) - len(rest))
    return None


def _value(kind: Kind, numeral: str) -> int | None:
    if kind == "circled":
        return CIRCLED.index(numeral) + 1
    value = parse_numeral(numeral)
    return value if value and value < (100 if kind.endswith("bracket") else 10000) else None


def _is_enumeration(kind: Kind, value: int, rest: str) -> bool:
    """一、二审 is a phrase and not the first clause."""
    if kind != "han" or not rest:
        return False
    follows = DIGITS.get(rest[0])
    return follows == value + 1 and rest[1:2] not in ("", "、", "，", "。", " ")


def mark_text(kind: Kind, value: int) -> str:
    if kind == "circled":
        return CIRCLED[value - 1] if value <= len(CIRCLED) else f"({value})"
    return _FORM[kind].format(han_numeral(value) if kind in _HAN_KINDS else value)
