"""A declaration as data, part by part. Whatever the data holds, nothing here raises; what is wrong is for the checks.

A section is a table of entries by code (`states`, `clocks`, `numbers` …) or a list (`follow_ups`, `subsidies`), whose
entries are called by their place. Every change gives new data.
"""

import re
from collections.abc import Mapping
from typing import Any

from search.text.pinyin import syllables
from services.procedures.sections import VOCABULARY

LISTS = ("follow_ups", "subsidies")
TABLES = ("states", "transitions", "clocks", "compositions", "rules", *VOCABULARY)
SECTIONS = (*TABLES, *LISTS)
LONGEST_CODE = 40

Data = Mapping[str, Any]
Entry = dict[str, Any]


def entries(data: Data, section: str) -> dict[str, Entry]:
    """Code → entry in its long form, in order."""
    held = data.get(section)
    if section in LISTS:
        rows = held if isinstance(held, list | tuple) else ()
        return {str(place): _long(section, row) for place, row in enumerate(rows)}
    return {str(code): _long(section, row) for code, row in held.items()} if isinstance(held, Mapping) else {}


def entry(data: Data, section: str, code: str) -> Entry | None:
    return entries(data, section).get(code)


def _long(section: str, row: Any) -> Entry:
    if isinstance(row, Mapping):
        return dict(row)
    short = {"fields": "label", "rules": "text"}.get(section, "name")
    return {short: str(row)}


def name_of(section: str, code: str, row: Mapping[str, Any]) -> str:
    """What people call an entry."""
    said = row.get("label") or row.get("name") or row.get("text") or row.get("when") or code
    return str(said)


def texts(value: Any) -> list[str]:
    """A list of texts; a single text counts as a list of one."""
    items = value if isinstance(value, list | tuple) else [value]
    return [item for item in items if isinstance(item, str) and item]


def put(data: Data, section: str, code: str, row: Mapping[str, Any]) -> Entry:
    """Changes an entry where it stands; a new one comes last. An entry that says the same stays as it is written."""
    standing = entry(data, section, code)
    if standing is not None and _plain(standing) == _plain(row):
        return dict(data)
    if section in LISTS:
        rows = list(entries(data, section).values())
        place = int(code) if code.isdigit() and int(code) < len(rows) else len(rows)
        rows[place : place + 1] = [dict(row)]
        return {**data, section: rows}
    held = data.get(section)
    return {**data, section: {**(held if isinstance(held, Mapping) else {}), code: dict(row)}}


def _plain(row: Mapping[str, Any]) -> Entry:
    """Without the differences that have no meaning: a list of one, a default that is written out."""
    said = {
        key: [value] if isinstance(value, str) and key not in _SINGLE else value for key, value in row.items()
    }
    return {
        key: list(v) if isinstance(v, tuple) else v for key, v in said.items() if v not in (_POLICY, _NORMAL)
    }


_SINGLE = frozenset({"origin", "kind"})
_POLICY, _NORMAL = "policy", "normal"


def remove(data: Data, section: str, code: str) -> Entry:
    held = data.get(section)
    if section in LISTS:
        rows = entries(data, section)
        return {**data, section: [row for place, row in rows.items() if place != code]}
    if not isinstance(held, Mapping):
        return dict(data)
    return {**data, section: {key: row for key, row in held.items() if key != code}}


def move(data: Data, section: str, code: str, *, up: bool) -> Entry:
    """Changes places with the neighbour: the order of states and steps has a meaning."""
    held = data.get(section)
    rows = list(held.items()) if isinstance(held, Mapping) else list(enumerate(held or ()))
    place = next((place for place, (key, _row) in enumerate(rows) if str(key) == code), None)
    other = None if place is None else place + (-1 if up else 1)
    if place is None or other is None or not 0 <= other < len(rows):
        return dict(data)
    rows[place], rows[other] = rows[other], rows[place]
    moved = dict(rows) if isinstance(held, Mapping) else [row for _key, row in rows]
    return {**data, section: moved}


def fresh_code(data: Data, section: str, name: str) -> str:
    """A code for a new entry, from the sound of its name: nobody has to invent one."""
    spelled = (
        re.sub(r"[^a-z0-9_]+", "_", "_".join(syllables(name)).lower()).strip("_")[:LONGEST_CODE].strip("_")
    )
    stem = f"own_{spelled}" if spelled else f"own_{section}"
    taken, code, count = entries(data, section), stem, 1
    while code in taken:
        count += 1
        code = f"{stem}_{count}"
    return code
