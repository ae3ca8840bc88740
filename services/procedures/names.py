"""Which names a procedure uses, and where: completes it from the vocabulary, and finds the unknown ones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from services.declarations import conditions
from services.declarations.lines import Path
from services.procedures.spec import Clock, Composition, Procedure, Rule, Transition, Variant
from services.procedures.terms import Number


@dataclass(frozen=True)
class Use:
    """`section` is a section of the vocabulary, or `states`, `transitions`, `clocks`, `compositions`."""

    section: str
    code: str
    path: Path


def uses(procedure: Procedure) -> Iterator[Use]:
    """Every name in use; empty ones are left out."""
    for use in _all(procedure):
        if use.code:
            yield use


def _all(procedure: Procedure) -> Iterator[Use]:
    for state in procedure.states:
        path: Path = ("states", state.code)
        yield Use("outcomes", state.outcome, (*path, "outcome"))
        yield from _each("roles", state.turn, (*path, "turn"))
    for transition in procedure.transitions:
        yield from _of_transition(transition, ("transitions", transition.code))
    for clock in procedure.clocks:
        yield from _of_clock(clock, ("clocks", clock.code))
    for composition in procedure.compositions:
        for place, seat in enumerate(composition.seats):
            path = ("compositions", composition.code, "seats", place)
            yield from _each("roles", seat.roles, path)
            yield Use("numbers", seat.number, path)
    yield from _of_the_rest(procedure)


def _each(section: str, codes: Iterable[str], path: Path) -> Iterator[Use]:
    return (Use(section, code, path) for code in codes)


def _of_transition(transition: Transition, path: Path) -> Iterator[Use]:
    named: tuple[tuple[str, str, Iterable[str]], ...] = (
        ("states", "from", transition.origins),
        ("states", "to", [transition.to]),
        ("roles", "by", transition.by),
        ("events", "event", [transition.event]),
        ("clocks", "due", [transition.due]),
        ("guards", "guards", transition.guards),
        ("guards", "guards_any", transition.guards_any),
        ("fields", "requires", transition.requires),
        ("fields", "asks", transition.asks),
        ("documents", "documents", transition.documents),
        ("documents", "documents_optional", transition.documents_optional),
        ("documents", "documents_any", transition.documents_any),
        ("compositions", "compositions", transition.compositions),
        ("numbers", "within", [transition.within]),
        ("effects", "effects", transition.effects),
    )
    for section, key, codes in named:
        yield from _each(section, codes, (*path, key))


def _of_clock(clock: Clock, path: Path) -> Iterator[Use]:
    named: tuple[tuple[str, str, Iterable[str]], ...] = (
        ("numbers", "number", [clock.number]),
        ("numbers", "number_by", clock.number_by.values()),
        ("numbers", "extended_by", clock.extended_by.values()),
        ("states", "from", [clock.start]),
        ("states", "until", clock.until),
        ("states", "paused_in", clock.paused_in),
        ("transitions", "started_by", clock.started_by),
        ("transitions", "restarted_by", clock.restarted_by),
        ("transitions", "extended_by", clock.extended_by.keys()),
        ("transitions", "governs", clock.governs),
        ("fields", "counted_from", [clock.counted_from]),
        ("fields", "due_field", [clock.due_field]),
        ("fields", "number_field", [clock.number_field]),
        ("guards", "if", [clock.condition]),
        ("reminders", "reminder", [clock.reminder]),
        ("roles", "escalate_to", clock.escalate_to),
    )
    for section, key, codes in named:
        yield from _each(section, codes, (*path, key))


def _of_the_rest(procedure: Procedure) -> Iterator[Use]:
    for place, follow_up in enumerate(procedure.follow_ups):
        path: Path = ("follow_ups", place)
        yield from _each("states", follow_up.after, (*path, "after"))
        yield Use("guards", follow_up.condition, (*path, "if"))
        yield Use("numbers", follow_up.within, (*path, "within"))
        yield from _each("fields", follow_up.prefill.values(), (*path, "prefill"))
    for place, subsidy in enumerate(procedure.subsidies):
        path = ("subsidies", place)
        yield Use("numbers", subsidy.number, (*path, "number"))
        yield from _each("roles", subsidy.to, (*path, "to"))
        yield Use("guards", subsidy.condition, (*path, "if"))
    for rule in procedure.rules:
        yield from _each("numbers", rule.numbers, ("rules", rule.code, "numbers"))
    for guard in procedure.guards.values():
        yield from _each("fields", conditions.fields(guard.when), ("guards", guard.code, "when"))
        yield from _each("numbers", guard.numbers, ("guards", guard.code, "numbers"))
    yield from _each("documents", procedure.dossier, ("dossier",))
    yield from _each("states", procedure.flow, ("flow",))
    for document, path in documents_cited(procedure):
        yield Use("sources", document, path)


def documents_cited(procedure: Procedure) -> Iterator[tuple[str, Path]]:
    """The document number of every basis, with the place where it is cited."""
    yield from ((basis.document_number, ("legal_basis",)) for basis in procedure.legal_basis)
    coded: dict[str, Iterable[Number | Transition | Composition | Rule | Variant]] = {
        "numbers": procedure.numbers.values(),
        "transitions": procedure.transitions,
        "compositions": procedure.compositions,
        "rules": procedure.rules,
        "variants": procedure.variants,
    }
    for section, items in coded.items():
        for item in items:
            yield from ((basis.document_number, (section, item.code, "basis")) for basis in item.basis)
    for place, subsidy in enumerate(procedure.subsidies):
        yield from ((basis.document_number, ("subsidies", place, "basis")) for basis in subsidy.basis)
