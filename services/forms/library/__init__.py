"""The application forms that come with the product. Pure Python.

A form names its fields in the order people fill them in. What the procedure in force declares of a field (type,
options, help) counts; the form adds what only it knows: the label a citizen reads, whether it must be filled, when it
is shown. Nothing is asked twice, because what is asked here has the code under which a step looks for it.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from services.forms import load
from services.forms.spec import Form

FOLDER = Path(__file__).parent
PEOPLE = "people"
# Keys of a field that decide what a value may be; the procedure has the word on them.
BINDING = ("type", "options", "kind", "columns", "multiple")

Declared = Mapping[str, Mapping[str, Any]]


@cache
def codes() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem != PEOPLE))


@cache
def declaration(code: str) -> Mapping[str, Any]:
    """As it stands in the file, with the fields it shares with others. KeyError for an unknown code."""
    if code not in codes():
        raise KeyError(code)
    found = tomllib.loads((FOLDER / f"{code}.toml").read_text("utf-8"))
    shared = tomllib.loads((FOLDER / f"{PEOPLE}.toml").read_text("utf-8"))["fields"]
    own = found["fields"]
    wanted = [field for group in found["groups"] for field in group["fields"]]
    return {**found, "fields": {field: {**shared.get(field, {}), **own.get(field, {})} for field in wanted}}


def application(
    code: str, *, known: Declared | None = None, options: Mapping[str, Any] | None = None
) -> Form:
    """The form, `known` being the fields of the procedure it is bound to; `options` fills lists from elsewhere."""
    return bind(declaration(code), known=known, options=options)


def bind(
    data: Mapping[str, Any], *, known: Declared | None = None, options: Mapping[str, Any] | None = None
) -> Form:
    """The same for a form that a county has of its own, as data. Raises MalformedDeclaration."""
    fields = {code: _field(entry, (known or {}).get(code, {})) for code, entry in data["fields"].items()}
    for code, offered in (options or {}).items():
        if code in fields:
            fields[code]["options"] = dict(offered)
    return load.read({**data, "fields": fields}, data["code"])


def _field(own: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """Where the procedure gives another type, what the form says about the old one would not fit."""
    if known and known.get("type", "text") != own.get("type", known.get("type", "text")):
        kept = {key: own[key] for key in ("label", "required", "shown_if") if key in own}
        return {**known, **kept}
    binding = {key: known[key] for key in BINDING if key in known}
    return {**known, **own, **binding}
