"""Finds every fault of a procedure before anything runs by it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from services.declarations.sentences import _
from services.declarations.table import MalformedDeclaration
from services.procedures.checks import figures, known, people, shape, timing
from services.procedures.checks.fault import Fault, fault
from services.procedures.spec import Procedure
from services.procedures.variants import varied


@dataclass(frozen=True)
class World:
    """What there is around a procedure; None leaves the question open."""

    procedures: Collection[str] | None = None
    roles: Collection[str] | None = None
    effects: Collection[str] | None = None
    events: Collection[str] | None = None
    guards: Collection[str] | None = None


def verify(procedure: Procedure, world: World | None = None) -> tuple[Fault, ...]:
    """All faults, in the order of the file."""
    found = dict.fromkeys((*_alone(procedure), *_around(procedure, world or World()), *_variants(procedure)))
    return tuple(sorted(found, key=lambda one: one.line))


def _alone(procedure: Procedure) -> Iterator[Fault]:
    yield from known.unknown_names(procedure)
    yield from shape.ends(procedure)
    yield from shape.ways(procedure)
    yield from shape.turns(procedure)
    yield from shape.steps(procedure)
    yield from shape.papers(procedure)
    yield from shape.flow(procedure)
    yield from shape.same_names(procedure)
    yield from figures.numbers(procedure)
    yield from figures.bases(procedure)
    if procedure.states:
        yield from timing.clocks(procedure)
        yield from timing.due_steps(procedure)
    yield from people.compositions(procedure)
    yield from people.together(procedure)


def _around(procedure: Procedure, world: World) -> Iterator[Fault]:
    if world.procedures is not None:
        yield from known.unknown_procedures(procedure, {*world.procedures, procedure.code})
    if world.roles is not None:
        yield from known.unheld_roles(procedure, world.roles)
    if world.effects is not None:
        yield from known.unknown_effects(procedure, world.effects)
    if world.events is not None:
        yield from known.unheard_events(procedure, world.events)
    if world.guards is not None:
        yield from known.uncomputed_guards(procedure, world.guards)


def _variants(procedure: Procedure) -> Iterator[Fault]:
    """A variant must change something that is there, and what comes out must be as sound as the procedure."""
    sound = {one.sentence for one in _alone(replace(procedure, variants=()))}
    for variant in procedure.variants:
        path = ("variants", variant.code)
        try:
            result = varied(procedure, variant.code)
        except MalformedDeclaration as error:
            for problem in error.problems:
                yield fault(
                    procedure,
                    path,
                    "variant_malformed",
                    _("变体不能读取：%(problem)s"),
                    problem=str(problem.sentence),
                )
            continue
        if replace(result, variants=()) == replace(procedure, variants=()):
            yield fault(
                procedure,
                path,
                "variant_matches_nothing",
                _("变体“%(name)s”没有改变任何内容"),
                name=variant.name,
            )
        for one in _alone(result):
            if one.sentence not in sound:
                yield replace(one, path=(*path, *one.path), line=fault(procedure, path, "", "").line)
