"""The three public registers as light lines: all that a list filters and counts by, in one or two questions each.

Every facet needs every row, and a county has some hundred; so they are read at once and counted in memory.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from services.directory import queries
from services.directory.codes import language_codes
from services.directory.kinds import OrganisationKind
from services.directory.matters import taxonomy
from services.directory.models import Lawyer, Mediator


@dataclass
class Line:
    """`places` are codes of divisions; `marks` what it is found by, per facet."""

    pk: int
    words: str
    places: tuple[str, ...]
    marks: dict[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Register:
    """`values` are the facets beside place and matter, each with its (code, name) pairs in order."""

    name: str
    lines: Callable[[], list[Line]]
    values: Mapping[str, Iterable[tuple[str, Any]]]


def organisations() -> list[Line]:
    rows = queries.public_organisations().order_by("division__code", "name")
    return [
        Line(pk, f"{name} {address}", (code,), {"matter": answers(matters, kind), "kind": frozenset({kind})})
        for pk, name, address, kind, matters, code in rows.values_list(
            "pk", "name", "address", "kind", "matters", "division__code"
        )
    ]


def mediators() -> list[Line]:
    """Who names no field of their own does what the organisation does."""
    rows = queries.public_mediators().order_by("organisation__division__code", "organisation__name", "name")
    return [
        Line(
            row["pk"],
            f"{row['name']} {row['organisation__name']}",
            (row["organisation__division__code"],),
            {
                "matter": answers(
                    row["matters"] or row["organisation__matters"], row["organisation__kind"]
                ),
                "language": frozenset(row["languages"]),
                "kind": frozenset({_time(row["full_time"])}),
                "grade": frozenset(filter(None, [row["grade"]])),
            },
        )
        for row in rows.values(
            "pk", "name", "full_time", "grade", "matters", "languages",
            "organisation__name", "organisation__kind", "organisation__matters", "organisation__division__code",
        )
    ]  # fmt: skip


def lawyers() -> list[Line]:
    """A village counsel belongs to the village, wherever the firm is. No field named is no field."""
    found = queries.public_lawyers()
    villages: dict[int, list[str]] = {}
    for pk, code in found.exclude(counsel_of=None).values_list("pk", "counsel_of__code").order_by():
        villages.setdefault(pk, []).append(code)
    rows = found.order_by("firm__division__code", "firm__name", "name")
    return [
        Line(
            row["pk"],
            f"{row['name']} {row['firm__name']}",
            (row["firm__division__code"], *villages.get(row["pk"], ())),
            {
                "matter": _reached(row["matters"]),
                "language": frozenset(row["languages"]),
                "kind": frozenset({row["kind"]}),
                "roster": frozenset({"aid"} if row["aid_roster"] else ()),
            },
        )
        for row in rows.values(
            "pk", "name", "kind", "matters", "languages", "aid_roster", "firm__name", "firm__division__code"
        )
    ]


def answers(matters: tuple[str, ...], kind: str) -> frozenset[str]:
    """The fields under which somebody is found: those that are named, else those that the kind takes in."""
    return _reached(matters) if matters else _taken_in(kind)


def _reached(matters: tuple[str, ...]) -> frozenset[str]:
    return frozenset(code for matter in matters for code in _around(matter))


@cache
def _around(code: str) -> frozenset[str]:
    """A field, what it is a part of, and its parts: who knows about land knows about land contracts."""
    above = {matter.code for matter in taxonomy().line(code)}
    below = {other for other in taxonomy().matters if code in _line(other)}
    return frozenset(above | below)


@cache
def _taken_in(kind: str) -> frozenset[str]:
    taken = (matter.code for matter in taxonomy().matters.values() if kind in matter.kinds)
    return frozenset(code for matter in taken for code in _line(matter))


def _line(code: str) -> Iterator[str]:
    return (matter.code for matter in taxonomy().line(code))


def _time(full_time: bool) -> str:
    return "full" if full_time else "part"


ORGANISATIONS = Register("organisation", organisations, {"kind": OrganisationKind.choices})
MEDIATORS = Register(
    "mediator",
    mediators,
    {
        "language": language_codes(),
        "kind": (("full", _("专职")), ("part", _("兼职"))),
        "grade": Mediator.Grade.choices,
    },
)
LAWYERS = Register(
    "lawyer",
    lawyers,
    {
        "kind": Lawyer.Kind.choices,
        "language": language_codes(),
        "roster": (("aid", _("法律援助律师")),),
    },
)
