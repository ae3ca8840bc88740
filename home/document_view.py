"""A policy's body as its page shows it: parts, clauses with anchors, and between them tables, pictures, signatures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from home.clauses import Clause, PartText, PartTree, clause_trees, walk
from home.models import PolicyPage
from home.numbering import find_mark

_OUTER = re.compile(r"^<(p|li|h[2-6])\b[^>]*>(.*)</\1>$", re.DOTALL)
_WHOLE = re.compile(r"[\s\u3000]+")
LONGEST_CONTENTS = 60
# Set off from their names: 第一章 总则.
_SPACED = {"book", "chapter", "section"}


@dataclass
class Node:
    """`kind` is clause, text (a paragraph or list without number) or the type of another block.

    `heading` is true where the words of a clause are nothing but its name.
    """

    kind: str
    html: SafeString
    anchor: str = ""
    number: str = ""
    level: int = 0
    heading: bool = False
    title: str = ""
    spaced: bool = False
    block: int = -1
    children: list["Node"] = field(default_factory=list)

    @property
    def heading_level(self) -> int:
        return min(self.level + 2, 6)


@dataclass(frozen=True)
class PartView:
    kind: str
    label: str
    title: str
    anchor: str
    nodes: list[Node]


@dataclass
class _Raw:
    """A part while it is read: its text blocks, and every other block with the number of texts before it."""

    kind: str = "instrument"
    label: str = ""
    title: str = ""
    texts: list[str] = field(default_factory=list)
    others: list[tuple[int, Any]] = field(default_factory=list)


def parts_of(page: PolicyPage) -> list[PartView]:
    raws = _raw_parts(page)
    return [_view(raw, tree) for raw, tree in zip(raws, _trees(raws), strict=True)]


def clause_trees_of(page: PolicyPage) -> list[PartTree]:
    return _trees(_raw_parts(page))


def every_clause(page: PolicyPage) -> Iterator[Clause]:
    """All clauses in reading order, for the search index."""
    for tree in clause_trees_of(page):
        yield from walk(tree.clauses)


def contents_of(parts: Sequence[PartView]) -> list[dict[str, Any]]:
    """The table of contents: titled parts, and below each its highest headings."""
    entries: list[dict[str, Any]] = []
    for part in parts:
        headings = [
            {
                "title": node.number + (" " if node.spaced else "") + node.title,
                "anchor": node.anchor,
                "children": [],
            }
            for node in part.nodes
            if node.kind == "clause" and node.title
        ][:LONGEST_CONTENTS]
        name = " ".join(filter(None, (part.label, part.title)))
        if name and len(parts) > 1:
            entries.append({"title": name, "anchor": part.anchor, "children": headings, "is_part": True})
        else:
            entries += headings
    return entries


def _raw_parts(page: PolicyPage) -> list[_Raw]:
    raws: list[_Raw] = []
    for block in page.body:
        if block.block_type == "part":
            raws.append(_Raw(block.value["kind"], block.value["label"], block.value["title"]))
            continue
        if not raws:
            raws.append(_Raw())
        if block.block_type == "text":
            raws[-1].texts.append(block.value.source)
        else:
            raws[-1].others.append((len(raws[-1].texts), block))
    return raws


def _trees(raws: list[_Raw]) -> list[PartTree]:
    return clause_trees(PartText(raw.kind, raw.label, raw.title, raw.texts) for raw in raws)


def _view(raw: _Raw, tree: PartTree) -> PartView:
    nodes = [_node(clause) for clause in tree.clauses]
    for before, block in raw.others:
        leaf = Node(block.block_type, block.render(), block=before - 1)
        siblings = nodes if block.block_type == "signature" else _siblings(nodes, before)
        place = sum(node.block < before for node in siblings)
        siblings.insert(place, leaf)
    return PartView(raw.kind, raw.label, raw.title, tree.anchor, nodes)


def _siblings(nodes: list[Node], before: int) -> list[Node]:
    """The children of the clause that was open when `before` text blocks had been read."""
    earlier = [node for node in nodes if node.block < before]
    if not earlier or earlier[-1].kind != "clause":
        return nodes
    return _siblings(earlier[-1].children, before)


def _node(clause: Clause) -> Node:
    inner = _OUTER.match(clause.html.strip())
    html = expand_db_html(inner[2] if inner else clause.html)
    named = inner is not None and inner[1].startswith("h") and not clause.number
    mark = find_mark(clause.text)
    if inner and clause.number and mark is None:
        html = escape(clause.number) + html  # an item of a list, whose number the browser would have drawn
    return Node(
        kind="clause" if inner else "text",
        html=mark_safe(html),  # noqa: S308 (rich text was cleaned when it was saved)
        anchor=clause.anchor,
        number=clause.number,
        level=clause.level,
        heading=named
        or (
            bool(clause.heading)
            and _WHOLE.sub("", clause.text) == _WHOLE.sub("", clause.number + clause.heading)
        ),
        title=clause.text if named else clause.heading,
        spaced=mark is not None and mark.kind in _SPACED,
        block=clause.block,
        children=[_node(child) for child in clause.children],
    )
