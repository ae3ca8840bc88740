"""The HTML of text blocks as elements that can be a clause each, and the way back: anchors set as ids."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import Tag

from home.numbering import find_mark, parse_numeral

_BLOCK_TAGS = {
    "p",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ol",
    "ul",
    "table",
    "blockquote",
    "div",
    "figure",
    "hr",
}


@dataclass(frozen=True)
class Element:
    """A paragraph, list item, heading or table. `item` is its place in an `ol`, 0 elsewhere."""

    block: int
    index: int
    html: str
    text: str
    item: int = 0
    opaque: bool = False


def elements(blocks: Sequence[str]) -> Iterator[Element]:
    for number, html in enumerate(blocks):
        for index, (tag, item) in enumerate(_flat(_soup(html))):
            text = re.sub(r"\s+", " ", tag.get_text(" " if tag.name == "table" else "")).strip()
            opaque = tag.name in ("table", "figure", "ul", "hr")
            if text or opaque:
                yield Element(number, index, str(tag), text, item, opaque)


def _soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def _flat(soup: Tag) -> Iterator[tuple[Tag, int]]:
    """Elements that stand for themselves, in order; wrappers and lists of clauses are opened."""
    for child in soup.find_all(True, recursive=False):
        if child.name == "ol" or (child.name == "ul" and _numbered_items(child)):
            items = child.find_all("li", recursive=False)
            begin = parse_numeral(str(child.get("start", "1"))) or 1
            yield from ((li, begin + at if child.name == "ol" else 0) for at, li in enumerate(items))
        elif child.name in ("div", "blockquote") and child.find(_BLOCK_TAGS):
            yield from _flat(child)
        else:
            yield child, 0


def _numbered_items(lists: Tag) -> bool:
    return all(find_mark(li.get_text()) for li in lists.find_all("li", recursive=False))


def with_ids(html: str, block: int, anchors: Mapping[tuple[int, int], str]) -> str:
    """One text block with the anchors of its elements; `anchors` is keyed by block and element."""
    soup = _soup(html)
    for index, (tag, _) in enumerate(_flat(soup)):
        if (block, index) in anchors:
            tag["id"] = anchors[block, index]
    return str(soup)
