"""What a list tells of each: the public fields, read for one page at a time."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from services.directory import queries
from services.directory.availability import Free
from services.directory.codes import LANGUAGES
from services.directory.matters import taxonomy
from services.directory.models import Lawyer, Mediator, Organisation

_TIME = {True: _("专职"), False: _("兼职")}
_ROSTER = _("法律援助律师")


@dataclass(frozen=True)
class Card:
    """`kind` is said in the visitor's language, names in Chinese. `seat` is where somebody belongs."""

    key: tuple[str, int]
    url: str
    name: str
    kind: tuple[Any, ...]
    seat: str
    place: str
    matters: tuple[str, ...]
    languages: tuple[Any, ...] = ()
    phone: str = ""
    address: str = ""
    hours: str = ""
    local: bool = True
    free: Free | None = None


def cards(kind: str, pks: Sequence[int]) -> list[Card]:
    """In the order of the keys."""
    make, rows = _MAKERS[kind]
    found = {row.pk: make(row) for row in rows(pks)}
    return [found[pk] for pk in pks if pk in found]


def organisation_card(row: Organisation) -> Card:
    return Card(
        key=("organisation", row.pk),
        url=reverse("directory:organisation", args=[row.pk]),
        name=row.name,
        kind=(row.get_kind_display(),),
        seat="",
        place=row.division.name,
        matters=matter_names(row.matters),
        phone=row.phone,
        address=row.address,
        hours=row.opening_hours,
    )


def mediator_card(row: Mediator) -> Card:
    return Card(
        key=("mediator", row.pk),
        url=reverse("directory:mediator", args=[row.pk]),
        name=row.name,
        kind=tuple(filter(None, [_TIME[row.full_time], row.get_grade_display()])),
        seat=row.organisation.name,
        place=row.organisation.division.name,
        matters=matter_names(row.matters),
        languages=language_names(row.languages),
        phone=row.public_phone or row.organisation.phone,
    )


def lawyer_card(row: Lawyer) -> Card:
    return Card(
        key=("lawyer", row.pk),
        url=reverse("directory:lawyer", args=[row.pk]),
        name=row.name,
        kind=(row.get_kind_display(), *([_ROSTER] if row.aid_roster else [])),
        seat=row.firm.name,
        place=row.firm.division.name,
        matters=matter_names(row.matters),
        languages=language_names(row.languages),
        phone=row.public_phone or row.firm.phone,
    )


def matter_names(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(taxonomy().matters[code].name for code in codes if code in taxonomy().matters)


def language_names(codes: Iterable[str]) -> tuple[Any, ...]:
    return tuple(LANGUAGES[code] for code in codes if code in LANGUAGES)


def organisations(pks: Iterable[int]) -> Iterable[Organisation]:
    return queries.public_organisations().filter(pk__in=pks).select_related("division")


def mediators(pks: Iterable[int]) -> Iterable[Mediator]:
    return queries.public_mediators().filter(pk__in=pks).select_related("organisation__division")


def lawyers(pks: Iterable[int]) -> Iterable[Lawyer]:
    return queries.public_lawyers().filter(pk__in=pks).select_related("firm__division")


def lawyers_with_villages(pks: Iterable[int]) -> Iterable[Lawyer]:
    return (
        queries.public_lawyers()
        .filter(pk__in=pks)
        .select_related("firm__division")
        .prefetch_related("counsel_of")
    )


_MAKERS: dict[str, tuple[Callable[[Any], Card], Callable[[Iterable[int]], Iterable[Any]]]] = {
    "organisation": (organisation_card, organisations),
    "mediator": (mediator_card, mediators),
    "lawyer": (lawyer_card, lawyers),
}
