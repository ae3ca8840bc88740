"""What somebody can write into a form: the places of its body that are not filled from elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from services.documents.library import shipped
from services.documents.vocabulary import vocabulary

_PLACE = re.compile(r"\{\{\s*(?:field\.([a-z][a-z0-9_]*)|([^\s{}.]+))\s*\}\}")
_HIGH = re.compile(r"^\|(\d+)")
# A row of this height (mm) and more holds a text, not a value; a still higher one is what the paper is for.
_TEXT_FROM, _MAIN_FROM = 30, 60


@dataclass(frozen=True)
class Blank:
    """`key` is `field_<code>` or `text_<code>` of the vocabulary.

    `long` places take paragraphs; `main` is the text of a record.
    """

    key: str
    label: str
    long: bool
    main: bool = False

    @property
    def code(self) -> str:
        return self.key.partition("_")[2]


@cache
def blanks(kind: str) -> tuple[Blank, ...]:
    """In the order of the form, each once; nothing for a kind without a form of its own."""
    form = shipped().get(kind)
    found: dict[str, Blank] = {}
    for line in form.body.splitlines() if form else ():
        for blank in _in_row(line) if line.startswith("|") else _in_line(line):
            found.setdefault(blank.key, blank)
    return tuple(found.values())


def _in_row(line: str) -> Iterator[Blank]:
    high = _HIGH.match(line)
    height = int(high[1]) if high else 0
    cells = [cell.strip() for cell in _HIGH.sub("|", line).strip("|: ").split("|")]
    for label, cell in pairwise(cells):
        place = _PLACE.fullmatch(cell)
        if place and not _PLACE.search(label):
            yield from _blank(place, label, height)


def _in_line(line: str) -> Iterator[Blank]:
    if line.startswith("%"):
        return
    for place in _PLACE.finditer(line):
        label = re.split(r"[：，。\s]", line[: place.start()].rstrip("：“《"))[-1]
        label = label.rsplit("（")[-1].lstrip(">#^-—")
        yield from _blank(
            place, label if "}" not in label else "", _TEXT_FROM if line.strip() == place[0] else 0
        )


def _blank(place: re.Match[str], label: str, height: int) -> Iterator[Blank]:
    """Words of the vocabulary that nothing stands in for (the number, the date, the office …) fill themselves."""
    code, name = place[1], place[2]
    long, main = height >= _TEXT_FROM, height >= _MAIN_FROM
    if code:
        yield Blank(f"field_{code}", label, long, main)
        return
    word = next((one for one in vocabulary().texts.values() if one.name == name), None)
    if word is not None and word.stands_in and word.code not in _OF_PEOPLE:
        yield Blank(f"text_{word.code}", label or word.name, long, main)


_OF_PEOPLE = frozenset({"applicant_names", "respondent_names", "mediator_names", "handler", "addressee"})
