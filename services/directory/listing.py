"""A list of the public directory: what fits, in which order, and how many there would be with another choice."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from services.directory import availability
from services.directory.asked import TODAY, Asked, Places
from services.directory.availability import Free
from services.directory.lines import Line, Register
from services.directory.matters import taxonomy

PER_PAGE = 20


@dataclass(frozen=True)
class Choice:
    label: Any
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """`is_name`: the labels are Chinese names, in every language. `url` leads back to all of them."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    is_name: bool
    url: str

    @property
    def chosen(self) -> Choice | None:
        return next((choice for choice in self.choices if choice.chosen), None)


@dataclass(frozen=True)
class Listing:
    """`local` counts what lies in the chosen place itself, `free` says when whoever is on the page is free."""

    page: Page
    local: int
    facets: tuple[Facet, ...]
    free: Mapping[tuple[str, int], Free]

    @property
    def total(self) -> int:
        return self.page.paginator.count

    @property
    def further(self) -> int:
        return self.total - self.local


def listing(register: Register, asked: Asked, places: Places) -> Listing:
    lines = register.lines()
    free = availability.of((register.name, line.pk) for line in lines) if availability.is_known() else {}
    for line in lines:
        told = free.get((register.name, line.pk))
        line.marks["free"] = frozenset({TODAY} if told and told.free_today else ())
    counts, found = _sifted(lines, asked, places)
    found.sort(key=lambda line: places.distance(line.places) or 0)
    return Listing(
        page=Paginator(found, PER_PAGE).get_page(asked.page),
        local=sum(1 for line in found if places.distance(line.places) == 0),
        facets=tuple(_facets(register, asked, places, counts)),
        free=free,
    )


def _sifted(lines: list[Line], asked: Asked, places: Places) -> tuple[dict[str, Counter[str]], list[Line]]:
    """What fits, and per facet how much each of its values holds of what fits everything else that was asked."""
    counts: dict[str, Counter[str]] = {}
    found = []
    for line in lines:
        failed = _failed(line, asked, places)
        if not failed:
            found.append(line)
        for name, codes in _values(line).items():
            if failed <= {name}:
                counts.setdefault(name, Counter()).update(codes)
    return counts, found


def _failed(line: Line, asked: Asked, places: Places) -> set[str]:
    chosen = ((name, code) for name, code in asked.chosen.items() if name != "place")
    failed = {name for name, code in chosen if code not in line.marks[name]}
    if places.distance(line.places) is None:
        failed.add("place")
    if asked.text.casefold() not in line.words.casefold():
        failed.add("q")
    return failed


def _values(line: Line) -> dict[str, Iterable[str]]:
    """A place is counted with all that lies in it, and not with what is around it."""
    inside = {code[:length] for code in line.places for length in (6, 9, 12)}
    return {"place": inside, **line.marks}


def _facets(
    register: Register, asked: Asked, places: Places, counts: Mapping[str, Counter[str]]
) -> Iterable[Facet]:
    offered: dict[str, Iterable[tuple[str, Any]]] = {"matter": _matters(asked), "place": _places(places)}
    if availability.is_known():
        offered["free"] = ((TODAY, _("今天有空")),)
    labels = _labels()
    for name, values in (offered | dict(register.values)).items():
        count, current = counts.get(name, Counter()), asked.chosen.get(name)
        choices = tuple(
            Choice(label, count[code], asked.address(**{name: code}), code == current)
            for code, label in values
            if count[code] or code == current or name == "place"
        )
        if choices:
            yield Facet(
                name, labels[name], choices, name in ("matter", "place"), asked.address(**{name: None})
            )


def _matters(asked: Asked) -> list[tuple[str, str]]:
    """The fields; of a chosen one its parts."""
    known = taxonomy()
    line = list(known.line(asked.chosen.get("matter", "")))
    shown = [line[-1], *known.children(line[-1].code)] if line else known.children("")
    return [(matter.code, matter.name) for matter in shown]


def _places(places: Places) -> list[tuple[str, str]]:
    shown = [places.upper, *places.inner] if places.upper else places.outer
    return [(place.code, place.name) for place in shown]


def _labels() -> dict[str, str]:
    return {
        "place": _("地方"),
        "matter": _("什么事"),
        "language": _("语言"),
        "kind": _("类别"),
        "grade": _("等级"),
        "roster": _("名册"),
        "free": _("时间"),
    }
