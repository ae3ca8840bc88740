"""The clauses of a policy as a tree with anchors, derived from its parts. Pure: HTML in, values out.

An anchor is the letter of its part (n notice, i instrument, a1 a2 annexes, x interpretation) and the numbers
on the way down: `i-3-2-5` is 三、（二）5. Articles are counted through their chapters: 第十二条 is `a1-12`;
chapters and sections are `a1-c2` and `a1-c2-s1`. Unnumbered paragraphs are p1, p2 … inside their clause.
A number that comes twice below one clause gets a letter: `i-3`, `i-3b`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from home.clause_html import Element, elements, with_ids
from home.numbering import RANK, Kind, Mark, find_mark, han_numeral, mark_text, parse_numeral

_LETTERS = {"notice": "n", "instrument": "i", "annex": "a", "interpretation": "x"}
_PREFIX: dict[Kind, str] = {"book": "b", "chapter": "c", "section": "s"}
_CLOSED = re.compile(r"[。；;！!？?：:…][”’）)》」】]*$")
_TITLE = re.compile(r"[【\[](?P<title>[^】\]]{1,30})[】\]]")
_LEAD = re.compile(r"(?P<lead>[^。；：:？！]{2,28})。(?=.)")
_ANNEX_LIST = re.compile(r"附\s*件?\s*[:：]")
HEADING_LENGTH = 50


@dataclass(frozen=True)
class PartText:
    """One part of a body: its kind, its label, its title, and the HTML of its text blocks in order."""

    kind: str
    label: str
    title: str
    blocks: Sequence[str]


@dataclass(frozen=True)
class Clause:
    """`number` is the mark in canonical form, "" for an unnumbered paragraph; `level` counts from 1.

    `heading` is the name of the clause where it has one, `text` its own words without its children, `path`
    what a reader calls it. `block` and `element` say where it stands: the text block of the part, the element
    in it.
    """

    anchor: str
    number: str
    level: int
    heading: str
    html: str
    text: str
    path: str
    block: int
    element: int
    children: tuple["Clause", ...] = ()


@dataclass(frozen=True)
class PartTree:
    """A part with its clauses. `anchor` is the part's own, such as `i` or `a2`."""

    anchor: str
    kind: str
    label: str
    title: str
    clauses: tuple[Clause, ...]


@dataclass
class _Node:
    mark: Mark | None
    anchor: str
    path: str
    level: int
    html: str
    text: str
    place: tuple[int, int]
    children: list["_Node"] = field(default_factory=list)
    taken: dict[str, int] = field(default_factory=dict)


def clause_trees(parts: Iterable[PartText]) -> list[PartTree]:
    """The tree of every part, in order. Empty paragraphs are left out; tables stay with their clause."""
    letters, trees = _Letters(), []
    for part in parts:
        anchor = letters.of(part)
        builder = _Builder(anchor)
        for element in elements(part.blocks):
            builder.add(element)
        trees.append(PartTree(anchor, part.kind, part.label, part.title, builder.clauses()))
    return trees


def anchored_blocks(parts: Iterable[PartText]) -> list[tuple[str, ...]]:
    """The HTML of each part's text blocks with the anchors set as ids, for a template to print in place."""
    given = list(parts)
    out = []
    for part, tree in zip(given, clause_trees(given), strict=True):
        anchors = {(clause.block, clause.element): clause.anchor for clause in walk(tree.clauses)}
        out.append(tuple(with_ids(html, number, anchors) for number, html in enumerate(part.blocks)))
    return out


def walk(clauses: Iterable[Clause]) -> Iterator[Clause]:
    """Every clause in reading order."""
    for clause in clauses:
        yield clause
        yield from walk(clause.children)


class _Letters:
    """Names the parts. A second instrument is i2; an annex takes the number of its label."""

    def __init__(self) -> None:
        self.used: set[str] = set()
        self.counts: dict[str, int] = {}

    def of(self, part: PartText) -> str:
        letter = _LETTERS.get(part.kind, "x")
        count = self.counts[letter] = self.counts.get(letter, 0) + 1
        labelled = re.search(r"\d+|[一二三四五六七八九十]+", part.label) if letter == "a" else None
        number = (parse_numeral(labelled.group()) if labelled else None) or count
        anchor = f"{letter}{number}" if letter == "a" or count > 1 else letter
        while anchor in self.used:
            number += 1
            anchor = f"{letter}{number}"
        self.used.add(anchor)
        return anchor


class _Builder:
    """Places clauses one after the other. `open` is the way from the part down to the clause last placed."""

    def __init__(self, anchor: str) -> None:
        self.root = _Node(None, anchor, "", 0, "", "", (0, 0))
        self.open: list[_Node] = [self.root]
        self.articles: dict[str, int] = {}

    def add(self, element: Element) -> None:
        mark = None if element.opaque else find_mark(element.text)
        if mark is None and element.item:
            mark = Mark("digit", element.item, mark_text("digit", element.item), element.text, 0)
        if mark is None and _ANNEX_LIST.match(element.text):
            self._unnumbered(element, self.root)
        elif element.opaque:
            self._unnumbered(element, self.open[-1])
        elif mark is None:
            self._unnumbered(element, self._parent_of_plain())
        else:
            self._numbered(element, mark)

    def _numbered(self, element: Element, mark: Mark) -> None:
        self._climb(mark)
        parent = self.open[-1]
        anchor, path = self._name(parent, mark)
        node = _Node(mark, anchor, path, parent.level + 1, element.html, element.text, _place(element))
        parent.children.append(node)
        self.open.append(node)

    def _climb(self, mark: Mark) -> None:
        """Close what this mark cannot stand below. Higher forms close lower ones, except where a text turns
        them round: （一） counted from one below 1. that is already open stays below it, and 2. closes both."""
        for depth, node in enumerate(self.open):
            if node.mark and (node.mark.kind, node.mark.value + 1) == (mark.kind, mark.value):
                del self.open[depth:]
                return
        while len(self.open) > 1:
            last = self.open[-1].mark
            if last is None or RANK[last.kind] >= RANK[mark.kind]:
                if last and self._turned(mark):
                    return
                self.open.pop()
            else:
                return

    def _turned(self, mark: Mark) -> bool:
        last, parent = self.open[-1].mark, self.open[-2]
        if last is None or last.kind != "digit" or mark.kind != "han_bracket":
            return False
        sisters = {child.mark.kind for child in parent.children if child.mark}
        above = {node.mark.kind for node in self.open if node.mark}
        if mark.value != 1:
            return any(child.mark and child.mark.kind == mark.kind for child in self.open[-1].children)
        return mark.kind not in sisters and mark.kind not in above

    def _name(self, parent: _Node, mark: Mark) -> tuple[str, str]:
        if mark.kind == "article":
            return self._unique(self.root, str(mark.value)), mark.text
        step = f"{_PREFIX.get(mark.kind, '')}{mark.value}"
        below_chapter = parent.mark is None or parent.mark.kind in _PREFIX
        above = "" if below_chapter and mark.kind not in _PREFIX else parent.path
        return self._unique(parent, step), above + mark.text

    def _unique(self, parent: _Node, step: str) -> str:
        seen = parent.taken[step] = parent.taken.get(step, 0) + 1
        return f"{parent.anchor}-{step}{_letter(seen)}"

    def _parent_of_plain(self) -> _Node:
        """Where an unnumbered paragraph belongs: below a heading or an article, else behind the list."""
        while len(self.open) > 1:
            node, parent = self.open[-1], self.open[-2]
            mark = node.mark
            if mark is None or not _CLOSED.search(node.text) or mark.kind in ("article", "han"):
                break
            in_article = any(other.mark and other.mark.kind == "article" for other in self.open[:-1])
            if not in_article and not (mark.kind not in ("han_bracket",) and _announces(parent)):
                break
            self.open.pop()
        return self.open[-1]

    def _unnumbered(self, element: Element, parent: _Node) -> None:
        count = parent.taken["p"] = parent.taken.get("p", 0) + 1
        node = _Node(
            None, f"{parent.anchor}-p{count}", _paragraph_path(parent, count), parent.level + 1,
            element.html, element.text, _place(element),
        )  # fmt: skip
        parent.children.append(node)

    def clauses(self) -> tuple[Clause, ...]:
        return tuple(_finish(node) for node in self.root.children)


def _announces(parent: _Node) -> bool:
    """Whether a list below this clause was opened by words that end in a colon."""
    return any(child.mark is None and child.text.endswith(("：", ":")) for child in parent.children)


def _place(element: Element) -> tuple[int, int]:
    return element.block, element.index


def _letter(seen: int) -> str:
    return "" if seen == 1 else chr(ord("a") + seen - 1) if seen <= 26 else f"z{seen}"


def _paragraph_path(parent: _Node, count: int) -> str:
    """第十条第二款 for articles, whose own line is the first; 三、第1段 elsewhere."""
    if parent.mark and parent.mark.kind == "article":
        return f"{parent.path}第{han_numeral(count + bool(parent.mark.rest))}款"
    return f"{parent.path}第{count}段"


def _finish(node: _Node) -> Clause:
    children = tuple(_finish(child) for child in node.children)
    number = node.mark.text if node.mark else ""
    heading = clause_heading(node.text)
    return Clause(
        node.anchor, number, node.level, heading, node.html, node.text, node.path, *node.place, children
    )  # fmt: skip


def clause_heading(text: str) -> str:
    """The name of a numbered clause: 指导思想, or the first words of 加强领导。各县…; "" when it has none."""
    mark = find_mark(text)
    if mark is None:
        return ""
    titled = _TITLE.match(mark.rest)
    if titled:
        return titled["title"]
    if mark.kind == "article":
        return ""
    if not _CLOSED.search(mark.rest):
        return mark.rest if len(mark.rest) <= HEADING_LENGTH else ""
    lead = _LEAD.match(mark.rest)
    return lead["lead"] if lead else ""
