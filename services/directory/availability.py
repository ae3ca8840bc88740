"""When somebody of the directory is free. Booking stands above and knows; it says so when it starts.

A provider is called inside the scope of one tenant, once for a page, with every key on it: ("mediator", pk),
("lawyer", pk) or ("organisation", pk). A list asks about all it could show – some hundred people – because it counts
who is free today; so it must not cost a query per key. What is missing from the answer cannot be booked. Without a
provider the directory shows neither the filter nor the button.

    from services.directory import availability

    @availability.register
    def free_times(keys):
        return {key: availability.Free(today, next_free, book_url) for key in keys if …}
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

Key = tuple[str, int]


class Free(NamedTuple):
    """`book_url` is an address on the county's own host; `next_free` is None where a month ahead is full."""

    free_today: bool
    next_free: datetime | None
    book_url: str


Provider = Callable[[tuple[Key, ...]], Mapping[Key, tuple[bool, datetime | None, str]]]

_providers: list[Provider] = []


def register(provider: Provider) -> Provider:
    _providers.append(provider)
    return provider


def is_known() -> bool:
    return bool(_providers)


def of(keys: Iterable[Key]) -> dict[Key, Free]:
    """The first provider that answers for a key decides."""
    asked = tuple(keys)
    found: dict[Key, Free] = {}
    for provider in reversed(_providers):
        found |= {key: Free(*told) for key, told in provider(asked).items()}
    return found
