"""Contradictions between documents of one import, and with what was cited before."""

from collections import defaultdict
from collections.abc import Iterable

from home.importer.citations import cited_in
from home.importer.numbers import comparable
from home.importer.titles import core, quoted
from home.importer.types import Citation, Document, Note, Paragraph

SHORTEST = 6
MOST_NOTES = 3


def cross_check(documents: list[Document], known: Iterable[Citation] = ()) -> list[tuple[int, Note]]:
    """One cited title with two numbers, as (place in `documents`, note).

    A joint text cited with several numbers at one place is no contradiction, nor are two documents that
    merely bear the same title. `known` are citations of earlier
    imports and the titles and numbers of documents already held. Nothing is written; a whole batch may be
    given at once, and what a document's notes already say is not said again.
    """
    places: dict[str, list[_Place]] = defaultdict(list)
    for place in _known(known):
        places[core(place.title)].append(place)
    for index, document in enumerate(documents):
        for place in _places(index, document):
            places[core(place.title)].append(place)
    found = []
    for key, group in places.items():
        if len(key) >= SHORTEST:
            found += [(i, n) for i, n in _contradictions(group) if n not in documents[i].notes]
    return found


class _Place:
    """A title with the numbers one place gives it. `index` is None for known ones, `line` 0 for own titles."""

    def __init__(self, index: int | None, title: str, line: int, source: str) -> None:
        self.index, self.title, self.line, self.source = index, title, line, source
        self.numbers: list[str] = []


def _known(known: Iterable[Citation]) -> list[_Place]:
    out = []
    for citation in known:
        if citation.number:
            place = _Place(None, citation.title, citation.line, citation.source)
            place.numbers.append(citation.number)
            out.append(place)
    return out


def _places(index: int, document: Document) -> list[_Place]:
    own = _Place(index, document.title, 0, document.title)
    own.numbers = [document.document_number] if document.document_number else []
    found: dict[tuple[str, int], _Place] = {}
    for part in document.parts:
        for block in part.blocks:
            if isinstance(block, Paragraph):
                for citation in cited_in(block.text, block.line, document.title):
                    key = (core(citation.title), block.line)
                    place = found.setdefault(key, _Place(index, citation.title, block.line, document.title))
                    place.numbers += [citation.number] if citation.number else []
    return [place for place in [own, *found.values()] if place.numbers]


def _contradictions(group: list[_Place]) -> list[tuple[int, Note]]:
    """Per citing place a note for each other number, three at most."""
    distinct: dict[tuple[str, ...], _Place] = {}
    for place in group:
        distinct.setdefault(tuple(sorted(map(comparable, place.numbers))), place)
    out: dict[tuple[int, str], Note] = {}
    for place in group:
        if place.index is None or not place.line or len(distinct) == 1:
            continue
        mine = {comparable(number) for number in place.numbers}
        others = [other for numbers, other in distinct.items() if mine.isdisjoint(numbers)]
        for other in others[:MOST_NOTES]:
            note = Note(place.line, _contradiction(place, other))
            out.setdefault((place.index, note.text), note)
    return [(index, note) for (index, _), note in out.items()]


def _contradiction(place: _Place, other: _Place) -> str:
    where = quoted(other.source) if other.source and other.source != place.source else "别处"
    here, there = "、".join(place.numbers), "、".join(other.numbers)
    return f"{quoted(place.title)}的文号在此为“{here}”，在{where}为“{there}”，请核对。"
