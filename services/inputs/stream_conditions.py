"""Conditions as blocks: comparisons under “all” or “any”, one level of such groups within.

A person writes the labels of fields and options; the declaration keeps their codes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

BLANK = "blank"


class ConditionTooDeepError(Exception):
    """The condition has more levels than the editor can show; it stays in its file."""


def child(kind: str, value: Any) -> dict[str, Any]:
    """A block as it is stored. The editor tells blocks apart by their ids when it folds them."""
    return {"type": kind, "value": value, "id": str(uuid4())}


@dataclass(frozen=True)
class Names:
    fields: Mapping[str, Mapping[str, Any]]
    codes: Mapping[str, str]

    @classmethod
    def of(cls, fields: Mapping[str, Mapping[str, Any]]) -> "Names":
        """A label that two fields have names neither."""
        labels = [entry.get("label", "") for entry in fields.values()]
        return cls(
            fields,
            {entry["label"]: code for code, entry in fields.items() if labels.count(entry.get("label")) == 1},
        )

    def code(self, said: str) -> str:
        return said if said in self.fields else self.codes.get(said, said)

    def label(self, code: str) -> str:
        label = self.fields.get(code, {}).get("label", code)
        return label if self.codes.get(label) == code else code

    def options(self, code: str) -> Mapping[str, str]:
        return self.fields.get(code, {}).get("options") or {}

    def type(self, code: str) -> str:
        return self.fields.get(code, {}).get("type", "")


def condition_to_data(blocks: Mapping[str, Any] | None, names: Names) -> dict[str, Any] | None:
    parts = [found for part in (blocks or {}).get("parts") or [] if (found := _part(part, names))]
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else {blocks["how"]: parts}


def _part(part: Any, names: Names) -> dict[str, Any] | None:
    kind, value = (
        (part["type"], part["value"]) if isinstance(part, Mapping) else (part.block_type, part.value)
    )
    if kind == "combination":
        return condition_to_data(value, names)
    code, operator = names.code(value["field"].strip()), value["operator"]
    if operator in ("filled", BLANK):
        return {"field": code, "filled": operator == "filled"}
    return {"field": code, operator: _value(str(value.get("value") or ""), code, operator, names)}


def _value(said: str, code: str, operator: str, names: Names) -> Any:
    if operator == "in":
        return [_value(one, code, "is", names) for one in _listed(said)]
    if operator in ("at_least", "at_most") or names.type(code) == "number":
        return _figure(said)
    options = names.options(code)
    found = [key for key, label in options.items() if label == said.strip()]
    return found[0] if found and said.strip() not in options else said.strip()


def _listed(said: str) -> Iterable[str]:
    parts = said.replace("，", "、").replace(",", "、").split("、")
    return [part.strip() for part in parts if part.strip()]


def _figure(said: str) -> int | float | str:
    """What is no number stays text, and the check of the form says so."""
    for read in (int, float):
        try:
            return read(said.strip())
        except ValueError:
            continue
    return said.strip()


def condition_to_blocks(
    condition: Mapping[str, Any] | None, names: Names, *, nested: bool = False
) -> dict[str, Any]:
    if not condition:
        return {"how": "all", "parts": []}
    how = next((one for one in ("all", "any") if one in condition), "")
    if not how:
        return {"how": "all", "parts": [_comparison(condition, names)]}
    parts = []
    for part in condition[how]:
        if "field" in part:
            parts.append(_comparison(part, names))
        elif nested:
            raise ConditionTooDeepError
        else:
            parts.append(child("combination", condition_to_blocks(part, names, nested=True)))
    return {"how": how, "parts": parts}


def _comparison(condition: Mapping[str, Any], names: Names) -> dict[str, Any]:
    code = condition["field"]
    operator = next(key for key in condition if key != "field")
    value: Any = condition[operator]
    if operator == "filled":
        operator, value = ("filled" if value else BLANK), ""
    options = names.options(code)
    said = [
        options.get(str(one), str(one)) for one in (value if isinstance(value, list | tuple) else [value])
    ]
    return child("comparison", {"field": names.label(code), "operator": operator, "value": "、".join(said)})
