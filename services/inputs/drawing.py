"""A field as it is drawn: names, ids, what stands in it, what is wrong with it, which template."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.forms.utils import flatatt
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from services.forms.describe import condition
from services.forms.spec import Field, Form
from services.forms.values.attachments import LARGEST_MB
from services.forms.values.text import LONGEST
from services.inputs import attributes
from services.inputs.queries import Places
from services.inputs.reading import REFUSED, has_rows, parts_of
from services.inputs.wording import said

TEMPLATES = {
    "long_text": "inputs/long_text.html",
    "choice": "inputs/choice.html",
    "several": "inputs/several.html",
    "place": "inputs/place.html",
    "file": "inputs/file.html",
    "signature": "inputs/signature.html",
}
MOST_RADIOS = 6
FEWEST_ROWS = 2


@dataclass(frozen=True)
class Page:
    """What all fields of one drawing share. `errors` by place as services.forms gives them, translated."""

    form: Form
    prefix: str
    errors: Mapping[str, list[str]]
    locked: frozenset[str]
    places: Places


@dataclass(frozen=True)
class Part:
    """One input of several that make a value."""

    name: str
    label: str
    value: str
    required: bool
    attrs: SafeString


@dataclass(frozen=True)
class Drawn:
    field: Field
    name: str
    place: str
    value: Any
    page: Page = field(repr=False)
    row: int | None = None

    @property
    def errors(self) -> list[str]:
        return self.page.errors.get(self.place, [])

    @property
    def locked(self) -> bool:
        return self.field.code in self.page.locked and self.row is None

    @property
    def template(self) -> str:
        if self.locked:
            return "inputs/locked.html"
        if has_rows(self.field):
            return "inputs/rows.html"
        if parts_of(self.field)[1:]:
            return "inputs/person.html"
        return TEMPLATES.get(self.field.type, "inputs/line.html")

    @property
    def has_rows(self) -> bool:
        return has_rows(self.field)

    @property
    def grouped(self) -> bool:
        """Several inputs under one legend, instead of one under its label."""
        several = self.template in ("inputs/several.html", "inputs/person.html", "inputs/place.html")
        return several or self.template in ("inputs/signature.html", "inputs/rows.html") or self.as_radios

    @property
    def as_radios(self) -> bool:
        return self.field.type == "choice" and self.row is None and len(self.field.options) <= MOST_RADIOS

    @property
    def focus(self) -> str:
        """The id a link of the error summary leads to."""
        if self.template == "inputs/rows.html":
            return self.rows[0].cells[0].focus
        if self.template == "inputs/person.html":
            return f"{self.name}-{parts_of(self.field)[0]}"
        if self.template == "inputs/place.html":
            return f"{self.name}-division" if self.page.places else self.name
        if self.template == "inputs/several.html" or self.as_radios:
            return f"{self.name}-0"
        if self.template == "inputs/signature.html":
            return f"{self.name}-photo" if self.field.kind == "in_person" else f"{self.name}-typed"
        return self.name

    @property
    def hint(self) -> str:
        return self.field.help

    @property
    def rule(self) -> str:
        """What the field itself demands, where no help says it."""
        return "" if has_rows(self.field) else attributes.rule(self.field)

    @property
    def described_by(self) -> str:
        told = (("hint", self.hint), ("rule", self.rule), ("error", self.errors))
        return " ".join(f"{self.name}-{key}" for key, text in told if text)

    @property
    def text(self) -> str:
        return attributes.line(self.value)

    @property
    def shown_text(self) -> str:
        return attributes.read_out(self.field, self.value)

    @property
    def attrs(self) -> SafeString:
        return flatatt(
            {
                **attributes.of(self.field, self.text),
                "id": self.name,
                "name": self.name,
                **self._state,
            }
        )

    @property
    def state(self) -> SafeString:
        return flatatt(self._state)

    @property
    def _state(self) -> dict[str, Any]:
        return {
            "aria-describedby": self.described_by or False,
            "aria-invalid": "true" if self.errors else False,
            "aria-required": "true" if self.field.required and self.field.type != "file" else False,
        }

    @property
    def shown_if(self) -> str:
        return json.dumps(condition(self.field.shown_if), ensure_ascii=False) if self.field.shown_if else ""

    @property
    def when(self) -> str:
        return said(self.field.shown_if, self.page.form)

    @property
    def longest(self) -> int:
        return self.field.longest or LONGEST.get(self.field.type, 0)

    @property
    def options(self) -> list[tuple[str, str, bool]]:
        """Value, label, and whether it is chosen."""
        chosen = self.value if isinstance(self.value, list | tuple) else [self.value]
        return [(value, label, value in chosen) for value, label in self.field.options]

    @property
    def files(self) -> list[Mapping[str, Any]]:
        """Those that were put away."""
        values = self.value if isinstance(self.value, list | tuple) else [self.value]
        kept = [one for one in values if isinstance(one, Mapping)]
        return [one for one in kept if one.get("key") not in (None, "", REFUSED)]

    @property
    def accept(self) -> str:
        return ",".join(f".{suffix}" for suffix in self.field.accept)

    @property
    def largest_mb(self) -> int:
        return self.field.largest_mb or LARGEST_MB

    @property
    def parts(self) -> list[Part]:
        given = self.value if isinstance(self.value, Mapping) else {"name": self.value or ""}
        return [self._part(part, given) for part in parts_of(self.field)]

    def _part(self, part: str, given: Mapping[str, Any]) -> Part:
        name, needed = f"{self.name}-{part}", self.field.required and part == "name"
        state = {**self._state, "aria-required": "true" if needed else False}
        attrs = {**attributes.of_part(self.field, part), "id": name, "name": name, **state}
        label = attributes.part_label(self.field, part)
        return Part(name, label, str(given.get(part) or ""), needed, flatatt(attrs))

    @property
    def division(self) -> str:
        return str(self.value.get("division", "")) if isinstance(self.value, Mapping) else ""

    @property
    def signed(self) -> Mapping[str, Any]:
        value = self.value if isinstance(self.value, Mapping) else {}
        return {key: said for key, said in value.items() if said != REFUSED}

    @cached_property
    def rows(self) -> list["Row"]:
        values = list(self.value) if isinstance(self.value, list | tuple) else []
        blank = max(FEWEST_ROWS - len(values), 0) if not self.locked else 0
        return [self._row(place, value) for place, value in enumerate([*values, *[{}] * blank])]

    def _row(self, place: int, value: Any) -> "Row":
        cells = []
        for column in self.field.columns or [replace(self.field, multiple=False)]:
            inner = f"{self.name}-{place}-{column.code}" if self.field.columns else f"{self.name}-{place}"
            given = value.get(column.code) if self.field.columns else value
            cells.append(
                Drawn(column, inner, f"{self.place}.{place}.{column.code}", given, self.page, row=place)
            )
        title = _("第%(number)s行") if self.field.columns else _("第%(number)s位")
        return Row(title % {"number": place + 1}, cells)


@dataclass(frozen=True)
class Row:
    title: str
    cells: list[Drawn]
