"""From what a browser sent to the data that services.forms checks.

An input is named `prefix-code`, a part of it `prefix-code-part`, a cell of a table `prefix-code-row-column`.
What was typed is passed on as it stands, wrong or right, so that it can be drawn again.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from services.forms.spec import Field
from services.forms.validate import MOST_ROWS

# The key of an upload that was not put away.
REFUSED = "refused"
PERSON_PARTS = {
    "person": ("name", "identity_number", "phone"),
    "organisation": ("name", "credit_code", "phone"),
}


class Store(Protocol):
    """Where uploads wait. Each answer is {name, size, key}; the key of a refused one finds nothing."""

    def keep(self, field: Field, upload: UploadedFile) -> Mapping[str, Any]: ...

    def keep_drawing(self, field: Field, drawn: str) -> str: ...

    def find(self, key: str) -> Mapping[str, Any] | None: ...


@dataclass(frozen=True)
class Sent:
    """`adding` names the list that is to have one row more."""

    data: QueryDict
    files: MultiValueDict
    store: Store
    adding: str = ""

    def text(self, name: str) -> str:
        return self.data.get(name, "")


def read(field: Field, name: str, sent: Sent) -> Any:
    if has_rows(field):
        return _rows(name, sent, _row_of(field))
    return _READERS.get(field.type, _text)(field, name, sent)


def kept(field: Field, name: str, value: Any) -> Iterator[tuple[str, list[str]]]:
    """The inputs by which a page would name the uploads of a value again."""
    values = [
        one for one in (value if isinstance(value, list | tuple) else [value]) if isinstance(one, Mapping)
    ]
    if field.type == "table":
        for place, row in enumerate(value if isinstance(value, list | tuple) else ()):
            for column in field.columns:
                yield from kept(column, f"{name}-{place}-{column.code}", row.get(column.code))
        return
    keys = [str(one["key"]) for one in values if one.get("key") not in (None, "", REFUSED)]
    if field.type == "file" and keys:
        yield f"{name}-kept", keys
    elif field.type == "signature" and keys:
        yield f"{name}-kept", [f"{values[0]['way']}.{keys[0]}"]


def has_rows(field: Field) -> bool:
    """A table; also several persons of whom more is asked than the name."""
    return field.type == "table" or (field.multiple and bool(parts_of(field)[1:]))


def parts_of(field: Field) -> tuple[str, ...]:
    """Of a person whose data is sensitive the number and the phone are asked, too; else the name is all."""
    parts = PERSON_PARTS.get(field.type, ())
    return parts if field.sensitive else parts[:1]


def _row_of(field: Field) -> Callable[[str, Sent], Any]:
    if field.type != "table":
        return lambda name, sent: _person(field, name, sent) or {}
    return lambda name, sent: {
        column.code: read(column, f"{name}-{column.code}", sent) for column in field.columns
    }


def _rows(name: str, sent: Sent, row: Callable[[str, Sent], Any]) -> list[Any]:
    """As many as the highest number that occurs in a name."""
    number = re.compile(rf"{re.escape(name)}-(\d{{1,4}})(?:-|$)")
    found = (number.match(one) for names in (sent.data, sent.files) for one in names)
    count = min(max((int(one[1]) + 1 for one in found if one), default=0), MOST_ROWS + 1)
    rows = [row(f"{name}-{place}", sent) for place in range(count)]
    return [*rows, {}] if sent.adding == name else rows


def _text(field: Field, name: str, sent: Sent) -> str:
    return sent.text(name)


def _several(field: Field, name: str, sent: Sent) -> list[str]:
    return sent.data.getlist(name)


def _person(field: Field, name: str, sent: Sent) -> Any:
    """A single line where only names are asked."""
    parts = parts_of(field)
    if len(parts) == 1:
        return sent.text(name)
    said = {part: sent.text(f"{name}-{part}") for part in parts}
    return {part: value for part, value in said.items() if value.strip()} or None


def _place(field: Field, name: str, sent: Sent) -> dict[str, str] | None:
    division, address = sent.text(f"{name}-division"), sent.text(name)
    return {"division": division, "address": address} if division or address.strip() else None


def _files(field: Field, name: str, sent: Sent) -> Any:
    dropped = set(sent.data.getlist(f"{name}-drop"))
    keys = [key for key in dict.fromkeys(sent.data.getlist(f"{name}-kept")) if key not in dropped]
    standing = [found for key in keys if (found := sent.store.find(key))]
    new = [sent.store.keep(field, upload) for upload in sent.files.getlist(name)]
    if field.multiple:
        return [*standing, *new]
    return next(iter((*reversed(new), *standing)), None)


def _signature(field: Field, name: str, sent: Sent) -> dict[str, Any] | None:
    """`way` is chosen; without a choice it follows from what was given."""
    typed, photo, drawn = (
        sent.text(f"{name}-typed"),
        sent.files.get(f"{name}-photo"),
        sent.text(f"{name}-drawn"),
    )
    given = (("drawn", drawn), ("photo", photo), ("typed", typed.strip()))
    way = sent.text(f"{name}-way") or next((one for one, value in given if value), "")
    if way == "typed":
        confirmed = sent.text(f"{name}-confirmed") == "yes"
        return {"way": way, "name": typed, "confirmed": confirmed} if typed.strip() or confirmed else None
    if way not in ("drawn", "photo"):
        return None
    key = _signed(field, way, drawn, photo, sent) or _kept_signature(f"{name}-kept", way, sent)
    return {"way": way, "key": key} if key else None


def _signed(field: Field, way: str, drawn: str, photo: UploadedFile | None, sent: Sent) -> str:
    if way == "drawn":
        return sent.store.keep_drawing(field, drawn) if drawn else ""
    return str(sent.store.keep(field, photo)["key"]) if photo else ""


def _kept_signature(name: str, way: str, sent: Sent) -> str:
    kept_way, _dot, key = sent.text(name).partition(".")
    return key if kept_way == way and sent.store.find(key) else ""


_READERS: dict[str, Callable[[Field, str, Sent], Any]] = {
    "several": _several,
    "person": _person,
    "organisation": _person,
    "place": _place,
    "file": _files,
    "signature": _signature,
}
