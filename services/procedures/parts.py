"""Reads what a procedure does: states, transitions, clocks, compositions, follow-ups, subsidies, rules, variants."""

from typing import get_args

from services.declarations.table import Table
from services.procedures.sections import ORIGINS, bases
from services.procedures.spec import (
    Clock,
    ClockKind,
    Composition,
    FollowUp,
    Rule,
    Seat,
    State,
    StateKind,
    Subsidy,
    Transition,
    Variant,
)

_KINDS = get_args(StateKind)
_CLOCK_KINDS = get_args(ClockKind)


def state(code: str, table: Table) -> State:
    with table:
        return State(
            code,
            table.text("name"),
            kind=table.choice("kind", _KINDS, "normal"),
            outcome=table.text("outcome", ""),
            turn=table.texts("turn"),
            note=table.text("note", ""),
        )


def transition(code: str, table: Table) -> Transition:
    with table:
        return Transition(
            code,
            table.text("name"),
            origins=table.texts("from"),
            to=table.text("to"),
            by=table.texts("by"),
            event=table.text("event", ""),
            due=table.text("due", ""),
            guards=table.texts("guards"),
            guards_any=table.texts("guards_any"),
            requires=table.texts("requires"),
            asks=table.texts("asks"),
            documents=table.texts("documents"),
            documents_optional=table.texts("documents_optional"),
            documents_any=table.texts("documents_any"),
            compositions=table.texts("compositions"),
            within=table.text("within", ""),
            effects=table.texts("effects"),
            basis=bases(table),
            origin=table.choice("origin", ORIGINS, "policy"),
            note=table.text("note", ""),
        )


def clock(code: str, table: Table) -> Clock:
    with table:
        return Clock(
            code,
            table.text("name"),
            kind=table.choice("kind", _CLOCK_KINDS),
            number=table.text("number"),
            start=table.text("from", ""),
            until=table.texts("until"),
            started_by=table.texts("started_by"),
            restarted_by=table.texts("restarted_by"),
            paused_in=table.texts("paused_in"),
            extended_by=table.mapping("extended_by"),
            counted_from=table.text("counted_from", ""),
            due_field=table.text("due_field", ""),
            number_field=table.text("number_field", ""),
            number_by=table.mapping("number_by"),
            condition=table.text("if", ""),
            governs=table.texts("governs"),
            on_holiday=table.choice("on_holiday", ("next_working_day", "stay"), "next_working_day"),
            reminder=table.text("reminder", ""),
            escalate_to=table.texts("escalate_to"),
            note=table.text("note", ""),
        )


def composition(code: str, table: Table) -> Composition:
    with table:
        return Composition(
            code,
            table.text("name"),
            seats=tuple(map(_seat, table.items("seats"))),
            basis=bases(table),
            note=table.text("note", ""),
        )


def _seat(table: Table) -> Seat:
    with table:
        return Seat(
            table.text("role"),
            least=table.whole("least") or 0,
            most=table.whole("most"),
            number=table.text("number", ""),
            per_side=table.flag("per_side"),
            also=table.texts("also"),
        )


def follow_up(table: Table) -> FollowUp:
    with table:
        return FollowUp(
            table.text("procedure"),
            when=table.text("when"),
            after=table.texts("after"),
            condition=table.text("if", ""),
            within=table.text("within", ""),
            opens=table.flag("opens"),
            prefill=table.mapping("prefill"),
        )


def subsidy(table: Table) -> Subsidy:
    with table:
        return Subsidy(
            table.text("name"),
            number=table.text("number", ""),
            to=table.texts("to"),
            condition=table.text("if", ""),
            note=table.text("note", ""),
            basis=bases(table),
        )


def rule(code: str, table: Table) -> Rule:
    with table:
        return Rule(
            code,
            table.text("text"),
            numbers=table.texts("numbers"),
            basis=bases(table),
            origin=table.choice("origin", ORIGINS, "policy"),
        )


def variant(code: str, table: Table) -> Variant:
    with table:
        return Variant(
            code,
            table.text("name"),
            note=table.text("note"),
            basis=bases(table),
            territories=table.texts("territories"),
            changes=table.raw("changes"),
        )
