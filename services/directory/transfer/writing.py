"""A value to the text of its cell; what is written so is read as the same value."""

from collections.abc import Callable, Mapping
from typing import Any

from services.directory.transfer.lookup import Lookup, People
from services.directory.transfer.reading import Later
from services.directory.transfer.register import Column
from services.directory.transfer.words import words


def written(column: Column, value: Any, lookup: Lookup) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, Later):
        return value.name
    return _WRITERS.get(column.reads, _plain)(column, value, lookup)


Writer = Callable[[Column, Any, Lookup], str]


def _plain(column: Column, value: Any, lookup: Lookup) -> str:
    return str(value).replace("\r\n", "\n")


def _yes(column: Column, value: Any, lookup: Lookup) -> str:
    return (column.yes or words().yes)[0] if value else (column.no or words().no)[0]


def _choice(column: Column, value: Any, lookup: Lookup) -> str:
    return column.labels.get(value, str(value))


def _codes(column: Column, value: Any, lookup: Lookup) -> str:
    return words().hard_mark.join(column.labels.get(code, code) for code in value)


def _places(column: Column, value: Any, lookup: Lookup) -> str:
    return words().hard_mark.join(sorted(lookup.places.by_key.get(key, "") for key in value))


def _decimal(column: Column, value: Any, lookup: Lookup) -> str:
    return format(value.normalize(), "f")


def _person(people: People, column: Column, value: int, lookup: Lookup) -> str:
    person = people.by_key.get(value)
    if person is None:
        return ""
    if column.part == "name":
        return person.name
    return (
        lookup.organisations.by_key.get(person.organisation, "")
        if column.part == "organisation"
        else person.number
    )


_WRITERS: Mapping[str, Writer] = {
    "yes": _yes,
    "choice": _choice,
    "codes": _codes,
    "place": lambda column, value, lookup: lookup.places.by_key.get(value, ""),
    "places": _places,
    "organisation": lambda column, value, lookup: lookup.organisations.by_key.get(value, ""),
    "account": lambda column, value, lookup: lookup.accounts.by_key.get(value, ""),
    "decimal": _decimal,
    "mediator": lambda column, value, lookup: _person(lookup.mediators, column, value, lookup),
    "lawyer": lambda column, value, lookup: _person(lookup.lawyers, column, value, lookup),
}
