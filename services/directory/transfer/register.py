"""A register as a table: its columns, and by which of them a row is known again."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Field
from django.utils import translation

from services.directory.transfer.text import fold
from tenants.models import TenantOwned

# How a cell is read and written.
READS = (
    "text", "name", "lines", "date", "yes", "choice", "codes", "place", "places", "organisation", "account",
    "whole", "decimal", "mediator", "lawyer",
)  # fmt: skip


@dataclass(frozen=True)
class Column:
    """`field` is a column of the table. A reference to a person may take several columns: `part` says which is this.

    `ends`: a date without its day means the last of the month. `after`: no earlier than that date of the same row.
    `words` are other ways to write a choice, by the word.
    """

    field: str
    part: str
    heading: str
    reads: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    private: bool = False
    ends: bool = False
    after: str = ""
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict, hash=False)
    help: str = ""
    example: str = ""
    about: Field | None = field(default=None, compare=False)

    @property
    def code(self) -> str:
        return f"{self.field}.{self.part}" if self.part else self.field

    @property
    def clearable(self) -> bool:
        return not self.required and self.reads != "yes" and bool(self.about and self.about.blank)

    @cached_property
    def labels(self) -> dict[str, str]:
        """The names of the choices by their codes. Tables are Chinese, whatever language the page is read in."""
        with translation.override("zh-hans"):
            listed = self.about.codes() if self.reads == "codes" else self.about.choices  # type: ignore[union-attr]
            return {code: str(label) for code, label in listed if code}

    @cached_property
    def meanings(self) -> dict[str, str]:
        """Codes by everything that may be written for them; the label goes before all else.

        The end of a label stands for it where no other ends so: 承包 for 土地 · 承包.
        """
        ends = Counter(fold(label.split("·")[-1]) for label in self.labels.values())
        found = {fold(label.split("·")[-1]): code for code, label in self.labels.items()}
        found = {end: code for end, code in found.items() if ends[end] == 1}
        found |= {fold(word): code for word, code in self.words.items()}
        found |= {fold(code): code for code in self.labels}
        return found | {fold(label): code for code, label in self.labels.items()}


@dataclass(frozen=True)
class Register:
    """`keys`: fields that together say who or what a row is, the surest first. `agree`: where these differ, a row
    found by another key is somebody else's. `one_of`: exactly one of these is filled in."""

    code: str
    name: str
    model: type[TenantOwned]
    columns: tuple[Column, ...]
    keys: tuple[tuple[str, ...], ...]
    agree: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()

    def visible(self, *, private: bool) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if private or not column.private)

    @cached_property
    def fields(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(column.field for column in self.columns))

    @cached_property
    def headings(self) -> dict[str, Column]:
        """By what stands over a column, as it is compared; the own heading goes before another's alias."""
        found: dict[str, Column] = {}
        for texts in (lambda one: (one.heading,), lambda one: one.aliases):
            for column in self.columns:
                for text in texts(column):
                    found.setdefault(fold(text), column)
        return found

    def column_of(self, name: str) -> Column:
        return next(column for column in self.columns if column.field == name)
