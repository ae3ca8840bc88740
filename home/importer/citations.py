"""Texts that a document names: 《title》 and the number in brackets after it."""

import re

from home.importer.numbers import find_numbers
from home.importer.titles import core
from home.importer.types import Citation, Document, Paragraph, Table

_TITLE = re.compile(
    r"《(?P<title>(?:[^《》\n]|《[^《》\n]*》){2,120})》(?P<after>(?:\s*[（(\[【][^（）()]{2,60}号\s*[）)\]】])*)"
)


def cited_in(text: str, line: int, source: str) -> list[Citation]:
    """Every cited title; one with several numbers, as a joint text has, comes once per number."""
    found = []
    for match in _TITLE.finditer(text):
        title = match["title"].strip()
        numbers = [number.text for number in find_numbers(match["after"])] or [""]
        found += [Citation(title, number, line, source) for number in numbers]
    return found


def find_citations(document: Document) -> list[Citation]:
    """The cited texts without the document's own parts; a title once per number it is cited with."""
    own = {core(part.title) for part in document.parts if part.title} | {core(document.title)}
    listed: dict[tuple[str, str], Citation] = {}
    for line, text in _texts(document):
        for citation in cited_in(text, line, document.title):
            if citation.title not in document.title and core(citation.title) not in own:
                listed.setdefault((core(citation.title), citation.number), citation)
    numbered = {key for key, number in listed if number}
    return [c for (key, number), c in listed.items() if number or key not in numbered]


def _texts(document: Document) -> list[tuple[int, str]]:
    out = []
    for part in document.parts:
        for block in part.blocks:
            if isinstance(block, Paragraph):
                out.append((block.line, block.text))
            elif isinstance(block, Table):
                out += [(block.line, cell) for row in block.rows for cell in row]
    return out
