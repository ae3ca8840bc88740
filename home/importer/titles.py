"""Titles: what can be one, how its lines are put together, when two of them mean the same text."""

import re
from itertools import zip_longest

from home.importer.organs import organs_in
from home.numbering import find_mark

_GENRE = (
    "通知|意见|办法|方案|规定|规则|细则|决定|决议|公告|通告|公报|通报|批复|复函|函|请示|报告|纪要|条例|指引|规范|规程|"
    "流程|程序|计划|规划|要点|制度|标准|协议书|协议|守则|目录|清单|措施|章程|预案|解读|指南|须知|名单|表|书|汇编|安排|"
    "机制|准则|命令|令|议案|要求|样本|图|台账|合同|简则|说明|倡议书|承诺书|责任书|问答|大纲"
)
_GENRE_END = re.compile(rf"(?:{_GENRE})(?:[（(][^（）()]{{1,20}}[）)]|》|”|〉)*$")
_ENDS_SENTENCE = re.compile(r"[。；;！!？?，,、：:]$")
_HAN_GAP = re.compile(r"(?<=[\u4e00-\u9fff“”《》〈〉（）、])\s+(?=[\u4e00-\u9fff“”《》〈〉（）、])")
_PAIRS = (("《", "》"), ("〈", "〉"), ("（", "）"), ("(", ")"), ("“", "”"), ("【", "】"))
_NOISE = re.compile(r"[\s《》〈〉<>“”\"'‘’（）()\[\]【】「」，,。、：:；;·—\-]")


def ends_with_genre(text: str) -> bool:
    """Whether the text closes with the name of a kind of document: 通知, 办法（试行）, 方案 …"""
    return bool(_GENRE_END.search(text.strip()))


def is_title_line(text: str) -> bool:
    """A line that may stand in a title: short, no closing punctuation, no number mark."""
    return (
        0 < len(text) <= 90 and not _ENDS_SENTENCE.search(text) and "。" not in text and not find_mark(text)
    )


def unbalanced(text: str) -> bool:
    return any(text.count(a) > text.count(b) for a, b in _PAIRS)


def tidy(text: str) -> str:
    """Take out the blanks that a line break left between characters; joint organs keep theirs."""
    head, about, rest = text.strip().partition("关于")
    if about and len(organs_in(head)) > 1:
        return " ".join(organs_in(head)) + about + _HAN_GAP.sub("", rest)
    return _HAN_GAP.sub("", text.strip())


def group(lines: list[str]) -> list[list[str]]:
    """Cut consecutive title lines into titles: one ends where a kind of text is named, brackets closed."""
    groups: list[list[str]] = []
    current: list[str] = []
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        current.append(line)
        joined = "".join(current)
        if (
            ends_with_genre(joined)
            and not unbalanced(joined)
            and not following.startswith(("的", "和", "及"))
        ):
            groups.append(current)
            current = []
    if current:
        groups.append(current)
    return groups


def join(lines: list[str]) -> str:
    """One title of several lines. An organ in a line of its own stands in front of 关于 without a gap."""
    return tidy("".join(lines) if not any(" " in line for line in lines) else " ".join(lines))


def core(title: str) -> str:
    """What two names of one text share: punctuation, blanks and the words of a covering notice left out."""
    bare = _NOISE.sub("", title)
    bare = re.sub(r"的?通知$", "", bare) if "印发" in bare or "转发" in bare else bare
    return re.sub(r"关于|印发|转发|试行$", "", bare)


def covering_title(title: str) -> str:
    """How the title of a notice ends that issues or forwards the text."""
    return f"《{title}》的通知"


def same(one: str, other: str) -> bool:
    """Whether two titles differ in nothing but blanks and the shape of brackets."""
    return _NOISE.sub("", one) == _NOISE.sub("", other)


def quoted(title: str) -> str:
    """A title in 《》, with 〈〉 for the titles inside it, as GB/T 15834 asks."""
    inner = re.fullmatch(r"《([^《》]*)》", title)
    bare = inner[1] if inner else title.replace("《", "〈").replace("》", "〉")
    return f"《{bare}》"


def named_in(title: str) -> list[str]:
    """The instruments a covering notice names: the outermost 《…》 of its title, else what follows 印发."""
    names = re.findall(r"《((?:[^《》]|《[^《》]*》)+)》", title)
    if names:
        return names
    found = re.search(r"(?:印发|转发|发布)(?P<name>.{4,80}?)的通知$", title)
    return [found["name"]] if found else []


def is_covering(title: str) -> bool:
    """A notice that only hands on another text: 关于印发…的通知."""
    return bool(re.search(r"(?:印发|转发|批转|发布|公布).*的?(?:通知|公告|通告|函)$", title.strip()))
