"""An entry as the fields that engines index. Changing anything here asks for a new SCHEMA number."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import blake2b

from search.text import document_numbers, pinyin, tokens
from search.types import NO_LONGER_IN_FORCE, Entry

SCHEMA = 1

# A text that is no longer in force stands behind an equal one that is.
OUT_OF_FORCE = 0.55
AMENDED = 0.9


@dataclass(frozen=True, slots=True)
class Fields:
    text_units: str
    text_pairs: str
    title_units: str
    title_pairs: str
    number: str
    number_tail: str
    sounds: str
    initials: str
    object_key: str
    object_hash: int
    position: int
    weight: float
    day: int
    year: str
    stored: str


def fields(entry: Entry) -> Fields:
    body = tokens.tokens("\n".join(part for part in (entry.heading, entry.text) if part))
    title = tokens.tokens(entry.title)
    # What names the object as a whole leads to the object, not to each of its clauses.
    numbers = [] if entry.part else document_numbers.read(entry.document_number)
    syllables = [] if entry.part else pinyin.syllables(entry.title)
    return Fields(
        text_units=" ".join(body.units),
        text_pairs=" ".join(body.pairs),
        title_units=" ".join(title.units),
        title_pairs=" ".join(title.pairs),
        number=numbers[0].key if numbers else "",
        number_tail=numbers[0].tail if numbers else "",
        sounds=" ".join(syllables),
        initials=" ".join(syllable[0] for syllable in syllables),
        object_key=entry.object_key,
        object_hash=object_hash(entry.object_key),
        position=entry.position,
        weight=weight(entry),
        day=entry.published.toordinal() if entry.published else 0,
        year=str(entry.year) if entry.year else "",
        stored=dump(entry),
    )


def weight(entry: Entry) -> float:
    if entry.validity in NO_LONGER_IN_FORCE:
        return entry.level * OUT_OF_FORCE
    return entry.level * (AMENDED if entry.validity == "amended" else 1.0)


def object_hash(object_key: str) -> int:
    """63 bits, for engines whose columns hold numbers only."""
    return int.from_bytes(blake2b(object_key.encode(), digest_size=8).digest()) >> 1


def dump(entry: Entry) -> str:
    return json.dumps(asdict(entry), ensure_ascii=False, default=date.isoformat)


def load(stored: str) -> Entry:
    values = json.loads(stored)
    values["issuers"] = tuple(values["issuers"])
    values["published"] = date.fromisoformat(values["published"]) if values["published"] else None
    return Entry(**values)
