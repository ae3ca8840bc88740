"""A form as plain data for whoever draws it: public page, back office, or a script in the browser."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from services.declarations.conditions import Combination, Condition
from services.forms.spec import Field, Form, Group
from services.forms.validate import is_shown

_PLAIN = [one.name for one in fields(Field) if one.name not in ("shown_if", "columns", "options")]


def describe(form: Form, values: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Groups in order, each with its fields; fields in no group come last. `shown` answers for the given values."""
    grouped = {code for group in form.groups for code in group.fields}
    rest = tuple(field.code for field in form.fields if field.code not in grouped)
    groups = [*form.groups, *([Group("", rest)] if rest else [])]
    return {
        "code": form.code,
        "name": form.name,
        "help": form.help,
        "digest": form.digest,
        "groups": [_group(form, group, values or {}) for group in groups],
    }


def _group(form: Form, group: Group, values: Mapping[str, Any]) -> dict[str, Any]:
    described = [_field(form.by_code[code]) for code in group.fields]
    for one, code in zip(described, group.fields, strict=True):
        one["shown"] = is_shown(form, form.by_code[code], values)
    return {
        "title": group.title,
        "help": group.help,
        "shown_if": condition(group.shown_if),
        "fields": described,
    }


def _field(field: Field) -> dict[str, Any]:
    """Only what is said: keys without a value are left out."""
    said = {key: getattr(field, key) for key in _PLAIN if getattr(field, key) not in (None, "", (), False)}
    return {
        **said,
        "required": field.required,
        "shown_if": condition(field.shown_if),
        "options": [{"value": value, "label": label} for value, label in field.options],
        "columns": [_field(column) for column in field.columns],
    }


def condition(found: Condition | None) -> dict[str, Any] | None:
    """A condition as it is declared, so that a script can follow it while somebody types."""
    if found is None:
        return None
    if isinstance(found, Combination):
        return {found.how: [condition(part) for part in found.parts]}
    return {"field": found.field, found.operator: found.value}
