"""Document numbers (文号) in every bracket form, brought to one: 云司〔2021〕3号."""

import re
from dataclasses import dataclass

_OPEN, _CLOSE = r"[〔\[【（(［〈{]", r"[〕\]】）)］〉}]"
_PREFIX = r"[\u4e00-\u9fff]{1,15}(?:[（(][\u4e00-\u9fff]{1,6}[）)][\u4e00-\u9fff]{0,6})?"
NUMBER = re.compile(
    rf"(?P<prefix>{_PREFIX})\s*{_OPEN}\s*(?P<year>[12]\s*\d\s*\d\s*\d)\s*年?\s*{_CLOSE}"
    r"\s*(?P<di>第?)\s*(?P<serial>\d{1,5}(?:[-－]\d{1,3})?)\s*号"
)
_LABEL = re.compile(r"^(?:文\s*号|发\s*文\s*字\s*号|文件编号|编\s*号)\s*[:：]?\s*")
_SIGNER = re.compile(r"\s+签\s*发\s*人\s*[:：].*$")
_OUTER = str.maketrans("", "", "（）()【】[]〔〕 \u3000")


@dataclass(frozen=True)
class Number:
    text: str
    year: int


def _number(found: re.Match[str]) -> Number:
    year = re.sub(r"\s", "", found["year"])
    prefix = found["prefix"].replace("(", "（").replace(")", "）")
    serial = found["serial"].replace("－", "-")
    return Number(f"{prefix}〔{year}〕{found['di']}{serial}号", int(year))


def find_numbers(text: str) -> list[Number]:
    return [_number(found) for found in NUMBER.finditer(text)]


def number_line(text: str) -> Number | None:
    """The number of a line that holds nothing else, with or without the label 文号, brackets, or a signer."""
    text = _SIGNER.sub("", _LABEL.sub("", text.strip()))
    found = NUMBER.fullmatch(text)
    if found is None and text[:1] in "（([【〔" and text[-1:] in "）)]】〕":
        found = NUMBER.fullmatch(text[1:-1].strip())
    return _number(found) if found else None


def comparable(number: str) -> str:
    """Two spellings of one number compare equal: brackets, blanks and 第 are left out."""
    return number.translate(_OUTER).replace("第", "")
