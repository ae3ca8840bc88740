"""One written form for everything that is indexed or asked: width, case, script, numerals, brackets.

`plain` gives the normal form; `traced` gives the same and, for each of its characters, the stretch of the original it
came from, so that a passage is always shown in the words of the original.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files

from search.text import numerals

Rewrite = Callable[[re.Match[str]], str]


class _Characters(dict[int, str]):
    """Character by character: NFKC, lower case, simplified; what has no width is dropped."""

    def __init__(self) -> None:
        # Read here: the package's own reader leaves the file open.
        table = json.loads(files("zhconv").joinpath("zhcdict.json").read_text("utf-8"))["zh2Hans"]
        self.simplified = {key: value for key, value in table.items() if len(key) == 1}

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character.isspace():
            folded = "\n" if character in "\n\r\x0b\x0c\u2028\u2029" else " "
        elif unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn"):
            folded = ""
        else:
            wide = unicodedata.normalize("NFKC", character).casefold()
            folded = "".join(self.simplified.get(part, part) for part in wide)
        self[code] = folded
        return folded


CHARACTERS = _Characters()

# Measures that may stand apart from their number: "20 日", "第 12 条", "2020 年 3 月".
_MEASURE = "年月日天周号条款项章节个名人件元次岁时小户万亿"
_YEAR_IN_BRACKETS = re.compile(r"[〔\[【(「<{]\s*((?:19|20)\d\d)\s*年?\s*[〕\]】)」>}]\s*(?:第\s*)?(?=\d)")

# In this order: each step reads what the one before has written.
_STEPS: tuple[tuple[re.Pattern[str], Rewrite], ...] = (
    (re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])"), lambda m: m[0].replace(",", "")),
    (numerals.RUN, numerals.arabic),
    (re.compile(r"(\d{1,9}(?:\.\d{1,4})?) ?([万亿])"), numerals.multiplied),
    (re.compile(rf"(?<=\d) +(?=[{_MEASURE}])|(?<=第) +(?=\d)|(?<=[年月]) +(?=\d)"), lambda m: ""),
    (re.compile(r"(?<=[年月])0(?=\d[月日])"), lambda m: ""),
    (re.compile(r"百分之(?=\d)"), lambda m: ""),
    (_YEAR_IN_BRACKETS, lambda m: f"〔{m[1]}〕"),
)


@dataclass(frozen=True, slots=True)
class Traced:
    """`starts[i]` and `ends[i]` bound the part of the original behind character i of `text`."""

    text: str
    starts: list[int]
    ends: list[int]


def plain(text: str) -> str:
    folded = text.translate(CHARACTERS)
    for pattern, rewrite in _STEPS:
        folded = pattern.sub(rewrite, folded)
    return folded


def traced(text: str) -> Traced:
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for offset, original in enumerate(text):
        for character in CHARACTERS[ord(original)]:
            characters.append(character)
            starts.append(offset)
            ends.append(offset + 1)
    result = Traced("".join(characters), starts, ends)
    for pattern, rewrite in _STEPS:
        result = _rewritten(result, pattern, rewrite)
    return result


def _rewritten(before: Traced, pattern: re.Pattern[str], rewrite: Rewrite) -> Traced:
    matches = list(pattern.finditer(before.text))
    if not matches:
        return before
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for match in matches:
        left, right = match.span()
        new = rewrite(match)
        pieces += [before.text[done:left], new]
        starts += before.starts[done:left] + [before.starts[left]] * len(new)
        ends += before.ends[done:left] + [before.ends[right - 1]] * len(new)
        done = right
    pieces.append(before.text[done:])
    return Traced("".join(pieces), starts + before.starts[done:], ends + before.ends[done:])
