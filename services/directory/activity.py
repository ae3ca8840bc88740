"""When an organisation last did anything. The storey of cases knows; it says so when it starts."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

# From organisations' keys to the day of their last case; who never had one is left out.
Source = Callable[[Iterable[int]], Mapping[int, date]]

_sources: list[Source] = []


def register(source: Source) -> Source:
    _sources.append(source)
    return source


def known() -> bool:
    return bool(_sources)


def last_days(organisations: Iterable[int]) -> dict[int, date]:
    """Of several sources the latest day counts."""
    keys, found = list(organisations), {}
    for source in _sources:
        for key, day in source(keys).items():
            found[key] = max(day, found.get(key, day))
    return found
