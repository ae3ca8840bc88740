"""What a form is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, get_args

from services.declarations.conditions import Condition

FieldType = Literal[
    "text", "long_text", "number", "money", "date", "time", "choice", "several", "person", "organisation",
    "place", "identity_number", "phone", "file", "signature", "table",
]  # fmt: skip
TYPES: tuple[str, ...] = get_args(FieldType)


@dataclass(frozen=True)
class Field:
    """`least` and `most` bound a value, or how many there are in a list; `shortest` and `longest` count characters.

    `kind` narrows an identity number (person, organisation), a phone (any, mobile) or a signature (in_person: no
    name is typed).
    `message` replaces the usual sentence for a value that is not accepted.
    """

    code: str
    label: str
    type: FieldType
    help: str = ""
    required: bool = False
    shown_if: Condition | None = None
    least: int | float | str | None = None
    most: int | float | str | None = None
    shortest: int | None = None
    longest: int | None = None
    pattern: str = ""
    pattern_message: str = ""
    decimals: int = 0
    with_date: bool = False
    options: tuple[tuple[str, str], ...] = ()
    columns: tuple["Field", ...] = ()
    multiple: bool = False
    kind: str = ""
    accept: tuple[str, ...] = ()
    largest_mb: int | None = None
    sensitive: bool = False
    message: str = ""

    @property
    def listed(self) -> bool:
        """Whether the value is a list."""
        return self.multiple or self.type in ("several", "table")


@dataclass(frozen=True)
class Group:
    title: str
    fields: tuple[str, ...]
    help: str = ""
    shown_if: Condition | None = None


@dataclass(frozen=True)
class Form:
    """`source` is the declaration as data, complete; `digest` its version."""

    code: str
    name: str
    fields: tuple[Field, ...]
    groups: tuple[Group, ...] = ()
    help: str = ""
    source: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    digest: str = field(default="", compare=False)

    @cached_property
    def by_code(self) -> Mapping[str, Field]:
        return {one.code: one for one in self.fields}

    @cached_property
    def group_of(self) -> Mapping[str, Group]:
        return {code: group for group in self.groups for code in group.fields}
