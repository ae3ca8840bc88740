"""From TOML or data to a form; whatever is wrong is an error with its line, so that no form fails while it is used."""

import json
from collections.abc import Collection, Mapping
from hashlib import sha256
from pathlib import Path as File
from typing import Any

from services.declarations import conditions
from services.declarations.sentences import _
from services.declarations.table import Declared, Table
from services.forms.checks import check
from services.forms.spec import TYPES, Field, Form, Group


def load(path: File) -> Form:
    """Raises MalformedDeclaration with every problem and its line."""
    return _form(Declared.open(path))


def parse(text: str, name: str) -> Form:
    return _form(Declared.parse(text, name))


def read(data: Mapping[str, Any], name: str) -> Form:
    """The same from data: a stored version, or what the editor holds."""
    return _form(Declared(name, data))


def assemble(
    code: str, name: str, declared: Mapping[str, Mapping[str, Any]], required: Collection[str] = ()
) -> Form:
    """A form of single declared fields, for a step that names what it needs."""
    fields = {key: {**entry, "required": key in required} for key, entry in declared.items()}
    return read({"code": code, "name": name, "fields": fields}, code)


def _form(declared: Declared) -> Form:
    with declared.table() as table:
        form = Form(
            code=table.text("code"),
            name=table.text("name"),
            help=table.text("help", ""),
            fields=tuple(_field(code, entry) for code, entry in table.named("fields", "label")),
            groups=tuple(map(_group, table.items("groups"))),
            source=declared.data,
            digest=digest(declared.data),
        )
    if not declared.problems:
        check(form, declared)
    declared.settle()
    return form


def digest(data: Mapping[str, Any]) -> str:
    return sha256(
        json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str).encode()
    ).hexdigest()


def _group(table: Table) -> Group:
    with table:
        return Group(
            table.text("title"),
            fields=table.texts("fields"),
            help=table.text("help", ""),
            shown_if=_condition(table),
        )


def _condition(table: Table) -> conditions.Condition | None:
    return conditions.read(table.child("shown_if")) if "shown_if" in table.data else None


def _field(code: str, table: Table) -> Field:
    with table:
        return Field(
            code,
            table.text("label"),
            type=table.choice("type", TYPES),
            help=table.text("help", ""),
            required=table.flag("required"),
            shown_if=_condition(table),
            least=table.take("least", (int, float, str), None, _("数值或日期")),
            most=table.take("most", (int, float, str), None, _("数值或日期")),
            shortest=table.whole("shortest"),
            longest=table.whole("longest"),
            pattern=table.text("pattern", ""),
            pattern_message=table.text("pattern_message", ""),
            decimals=table.whole("decimals") or 0,
            with_date=table.flag("with_date"),
            options=tuple(table.mapping("options").items()),
            columns=tuple(_field(column, entry) for column, entry in table.named("columns", "label")),
            multiple=table.flag("multiple"),
            kind=table.text("kind", ""),
            accept=table.texts("accept"),
            largest_mb=table.whole("largest_mb"),
            sensitive=table.flag("sensitive"),
            message=table.text("message", ""),
        )
