"""Texts as people type them into tables, brought to one form."""

import re
import unicodedata

# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_SPACES = dict.fromkeys(map(ord, "\u3000\u00a0\u2002\u2003\u2009\t"), " ")
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()}
_CONTROL = dict.fromkeys(code for code in range(32) if code not in (9, 10, 13))
_BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff·])\s+(?=[\u3400-\u9fff·])")
_NO_PART_OF_A_WORD = re.compile(r"[\s·•/\\>*_—-]+")
_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")


def lines(text: str) -> str:
    """Several lines, each without what cannot be seen."""
    known = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = known.translate(_SPACES).translate(_INVISIBLE).translate(_CONTROL).translate(_WIDE)
    return "\n".join(line.strip() for line in plain.split("\n")).strip()


def line(text: str) -> str:
    return " ".join(lines(text).split())


def name(text: str) -> str:
    """Offices space names out so that they stand flush in a column."""
    return _BETWEEN_HAN.sub("", line(text))


def fold(text: str) -> str:
    """To compare by: brackets, width, case and spaces do not count."""
    return _NO_PART_OF_A_WORD.sub("", unicodedata.normalize("NFKC", lines(text))).casefold()


def fold_heading(text: str) -> tuple[str, str]:
    """With and without what stands in brackets."""
    whole = fold(text)
    return whole, _IN_BRACKETS.sub("", whole)


def harmless(text: str) -> str:
    """With a mark before what a spreadsheet would reckon out."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def as_meant(text: str) -> str:
    """Without the mark of `harmless`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text
