"""What the forms of all parts share: they show an entry of a declaration and give it back changed."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from services.designer import parts
from services.designer.forms.fields import Many
from services.procedures import library


class PartForm(forms.Form):
    """A form field is called as the key it stands for; `from_` and `if_` are Python's way to write `from` and `if`.

    `names`: which section the codes of a field belong to. Keys that the form does not show stay as they are.
    """

    section = ""
    names: Mapping[str, str] = {}

    def __init__(
        self, data: Any = None, *, declaration: Mapping[str, Any], code: str = "", files: Any = None
    ) -> None:
        self.declaration, self.code = declaration, code
        self.kept: Mapping[str, Any] = parts.entry(declaration, self.section, code) or {}
        super().__init__(data, initial=self.shown(), prefix="p")
        for name, section in self.names.items():
            self._offer(name, section)

    def shown(self) -> dict[str, Any]:
        """The entry as the fields show it."""
        return {
            name: parts.texts(self.kept[key(name)]) if isinstance(field, Many) else self.kept[key(name)]
            for name, field in self.base_fields.items()
            if key(name) in self.kept
        }

    def _offer(self, name: str, section: str) -> None:
        field = self.fields[name]
        chosen = parts.texts(self.initial.get(name))
        field.offer(offered(self.declaration, section, chosen, folded=isinstance(field, Many)))  # type: ignore[attr-defined]

    def entry(self) -> dict[str, Any]:
        """The entry with what was typed; empty keys are left out."""
        row = dict(self.kept)
        typed = {key(name): self.cleaned_data[name] for name in self.fields if name in self.cleaned_data}
        return {
            name: value for name, value in {**row, **typed}.items() if name not in typed or not _empty(value)
        }

    def changed(self) -> dict[str, Any]:
        """The whole declaration with this part changed."""
        return parts.put(self.declaration, self.section, self.code or self.new_code(), self.entry())

    def new_code(self) -> str:
        name = str(self.cleaned_data.get("name") or self.cleaned_data.get("label") or "")
        return parts.fresh_code(self.declaration, self.section, name)

    def title(self) -> str:
        return parts.name_of(self.section, self.code, self.kept) if self.code else _("新增")

    def groups(self) -> Iterator[tuple[str, list[forms.BoundField], bool]]:
        """Title, fields, and whether the group is folded away."""
        yield "", list(self), False


class Grouped:
    """For a form whose `layout` names groups: (title, fields, folded unless something stands there)."""

    layout: tuple[tuple[Any, tuple[str, ...], bool], ...] = ()

    def groups(self) -> Iterator[tuple[str, list[forms.BoundField], bool]]:
        for title, names, folded in self.layout:
            fields = [self[name] for name in names if name in self.fields]  # type: ignore[index, attr-defined]
            filled = any(not _empty(field.value()) or field.errors for field in fields)
            if fields:
                yield str(title), fields, folded and not filled


def key(name: str) -> str:
    return name.rstrip("_")


def _empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})


def offered(
    declaration: Mapping[str, Any], section: str, chosen: list[str], *, folded: bool
) -> list[tuple[Any, Any]]:
    """Chosen ones first in their order, then the procedure's own, then the shared names."""
    own = {
        code: parts.name_of(section, code, row) for code, row in parts.entries(declaration, section).items()
    }
    shared = library.vocabulary().entries.get(section, {})
    rest = {
        code: parts.name_of(section, code, parts.entry({section: {code: row}}, section, code) or {})
        for code, row in shared.items()
        if code not in own
    }
    first = [(code, own.get(code) or rest.get(code) or code) for code in chosen]
    first += [(code, name) for code, name in own.items() if code not in chosen]
    others = [(code, name) for code, name in rest.items() if code not in chosen]
    if not others:
        return first
    return [*first, (_("名称库"), others)]
