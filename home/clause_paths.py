"""Finding a clause by what a reader calls it: 第十二条第（二）项, 三、（二）5., 第五条第二款."""

import re
from collections.abc import Sequence

from home.clauses import Clause, PartTree, walk
from home.numbering import HAN_NUMERAL, Kind, find_mark, han_numeral, parse_numeral

_N = rf"(?P<n>{HAN_NUMERAL}+|\d+)"
_STEPS: tuple[tuple[Kind | None, re.Pattern[str]], ...] = (
    ("article", re.compile(rf"第\s*{_N}\s*条")),
    (None, re.compile(rf"第\s*{_N}\s*款")),
    ("han_bracket", re.compile(rf"第?\s*[（(]\s*(?P<n>{HAN_NUMERAL}+)\s*[）)]\s*项?")),
    ("han_bracket", re.compile(rf"第\s*{_N}\s*项")),
    ("digit", re.compile(rf"第\s*{_N}\s*目")),
)
_LOOSE = re.compile(
    rf"(?:[A-Z]\d?)?(?P<article>第)?(?P<number>{HAN_NUMERAL}*)(?:[至、]{HAN_NUMERAL}+)*条?、?"
    rf"(?P<brackets>(?:[(（]{HAN_NUMERAL}+[)）])*)(?P<digit>\d*)"
)

Step = tuple[Kind | None, int]


def parse_reference(reference: str) -> list[Step]:
    """第十二条第（二）项 as steps of form and number; the form None is a 款. [] when it is no reference."""
    steps: list[Step] = []
    rest = reference.strip()
    while rest:
        step, length = _step(rest)
        if step is None:
            return []
        steps.append(step)
        rest = rest[length:].lstrip()
    return steps


def _step(text: str) -> tuple[Step | None, int]:
    for kind, pattern in _STEPS:
        found = pattern.match(text)
        if found:
            return (kind, parse_numeral(found["n"]) or 0), found.end()
    mark = find_mark(text)
    return ((mark.kind, mark.value), mark.start) if mark else (None, 0)


def find_clause(trees: Sequence[PartTree], reference: str) -> Clause | None:
    """The first clause the reference fits, part after part; None when a step leads nowhere."""
    steps = parse_reference(reference)
    for tree in trees if steps else ():
        found = _follow(list(walk(tree.clauses)), steps)
        if found:
            return found
    return None


def _follow(candidates: list[Clause], steps: list[Step]) -> Clause | None:
    (kind, value), *rest = steps
    matching = [clause for clause in candidates if _is(clause, kind, value)]
    for clause in matching:
        if not rest:
            return clause
        if rest[0][0] is None and rest[0][1] == 1 and not clause.path.endswith("款"):
            return _follow([clause], [(kind, value), *rest[1:]]) if len(rest) > 1 else clause
        found = _follow(list(clause.children) or [], rest)
        if found:
            return found
    return None


def _is(clause: Clause, kind: Kind | None, value: int) -> bool:
    if kind is None:
        return clause.path.endswith(f"第{han_numeral(value)}款") if value else False
    mark = find_mark(clause.number) if clause.number else None
    if mark is None and clause.number.endswith("."):
        mark = find_mark(clause.number + " ")
    return mark is not None and (mark.kind, mark.value) == (kind, value)


def readings(reference: str) -> list[str]:
    """What a procedure may mean by R第十二、十三条, 六·受理 or 四(一)5: of several clauses the first, the surest first.

    A letter in front names the part of a document; where the narrow clause is not found, the wider one is.
    """
    found = _LOOSE.match(reference.strip())
    if found is None:
        return []
    article, number, brackets, digit = found.group("article", "number", "brackets", "digit")
    head = (f"第{number}条" if article else f"{number}、") if number else ""
    inner = "".join(f"（{one}）" for one in re.findall(rf"[(（]({HAN_NUMERAL}+)[)）]", brackets))
    wider = [f"{head}{inner}{digit}." if digit else "", f"{head}{inner}", head]
    return list(dict.fromkeys(filter(None, wider)))


def formal_path(path: str) -> str:
    """How a citation names a clause: 第十八条第（一）项第1目 for 第十八条（一）1.; other paths stay."""
    if not path.startswith("第") or "条" not in path:
        return path
    path = re.sub(r"（([^（）]+)）", r"第（\1）项", path)
    return re.sub(r"(\d+)\.", r"第\1目", path)
