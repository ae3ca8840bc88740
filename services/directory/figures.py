"""What storeys above know of somebody in a public register: cases done, what people said, a place in a ranking.

They register when they start; profiles show what they are given, in the order it was registered.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`value` and `note` as they are shown; `url` leads to where the figure comes from."""

    label: str
    value: str
    note: str = ""
    url: str = ""


# `kind` is organisation, mediator or lawyer; `pk` its key in the register.
Source = Callable[[str, int], Iterable[Figure]]
# Where somebody may complain about this person or organisation; empty where there is no such door.
Door = Callable[[str, int], str]

_sources: list[Source] = []
_doors: list[Door] = []


def register(source: Source) -> Source:
    _sources.append(source)
    return source


def register_complaints(door: Door) -> Door:
    _doors.append(door)
    return door


def of(kind: str, pk: int) -> list[Figure]:
    return [figure for source in _sources for figure in source(kind, pk)]


def complaint_url(kind: str, pk: int) -> str:
    return next((url for url in (door(kind, pk) for door in _doors) if url), "")
