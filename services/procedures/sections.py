"""Reads what a procedure names: numbers, roles, guards, fields, documents … one function per section.

The same functions read the sections of a procedure and the shared vocabulary.
"""

from collections.abc import Callable, Mapping
from typing import Any, get_args

from services.declarations import conditions
from services.declarations.sentences import _
from services.declarations.table import Table
from services.procedures.terms import (
    Basis,
    Document,
    Field,
    Guard,
    Named,
    Number,
    Origin,
    Reminder,
    Source,
)

ORIGINS = get_args(Origin)
# Sections a shared file may hold as well as a procedure.
VOCABULARY = (
    "numbers", "roles", "guards", "fields", "documents", "outcomes", "events", "effects", "reminders", "sources",
)  # fmt: skip


def bases(table: Table, key: str = "basis") -> tuple[Basis, ...]:
    """ "文号 条款": what stands before the first space is the document, the rest is the clause."""
    return tuple(basis(text) for text in table.texts(key))


def basis(text: str) -> Basis:
    document, _space, clause = text.strip().partition(" ")
    return Basis(document, clause.strip())


def named(code: str, table: Table) -> Named:
    with table:
        return Named(code, table.text("name"))


def source(code: str, table: Table) -> Source:
    with table:
        return Source(code, table.text("name"), table.text("issuer", ""), table.text("issued_on", ""))


def document(code: str, table: Table) -> Document:
    with table:
        return Document(code, table.text("name"), table.flag("uploaded"))


def field(code: str, table: Table) -> Field:
    """Only the label is looked at; the form reads the rest and is as strict about it."""
    table.asked.update(table.data)
    return Field(code, table.text("label"), dict(table.data))


def guard(code: str, table: Table) -> Guard:
    with table:
        when = conditions.read(table.child("when")) if "when" in table.data else None
        if when and table.flag("computed"):
            table.complain("computed", _("有 when 的条件不能同时是 computed"))
        return Guard(
            code,
            table.text("name"),
            refusal=table.text("refusal", ""),
            computed=table.flag("computed"),
            when=when,
            numbers=table.texts("numbers"),
        )


def number(code: str, table: Table) -> Number:
    with table:
        return Number(
            code,
            table.text("name"),
            unit=table.text("unit"),
            amount=table.whole("amount"),
            least=table.whole("least"),
            most=table.whole("most"),
            per=table.text("per", ""),
            on=table.text("on", ""),
            text=table.text("text", ""),
            origin=table.choice("origin", ORIGINS, "policy"),
            basis=bases(table),
            note=table.text("note", ""),
        )


def reminder(code: str, table: Table) -> Reminder:
    with table:
        return Reminder(
            code,
            table.text("name"),
            on_start=table.flag("on_start"),
            days_before=table.wholes("days_before"),
            hours_before=table.wholes("hours_before"),
            on_due=table.flag("on_due"),
            repeat_days=table.whole("repeat_days") or 0,
            escalate_after_days=table.whole("escalate_after_days") or 0,
        )


READERS: Mapping[str, Callable[[str, Table], Any]] = {
    "numbers": number,
    "roles": named,
    "guards": guard,
    "fields": field,
    "documents": document,
    "outcomes": named,
    "events": named,
    "effects": named,
    "reminders": reminder,
    "sources": source,
}


def section(table: Table, key: str) -> dict[str, Any]:
    """One section of the vocabulary, code → what it stands for."""
    short = "label" if key == "fields" else "name"
    return {code: READERS[key](code, entry) for code, entry in table.named(key, short)}
