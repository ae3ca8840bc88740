"""Why a step cannot be taken now, each reason in words a citizen understands."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from services.declarations import conditions
from services.declarations.conditions import is_blank
from services.declarations.sentences import Sentence, _
from services.procedures import running, seats
from services.procedures.facts import Actor, Facts, Refused
from services.procedures.spec import Clock, Procedure, Transition
from services.procedures.terms import Document, Guard


def not_from_here(procedure: Procedure, facts: Facts, way: Transition) -> Refused | None:
    state = procedure.by_state.get(facts.state)
    if state is not None and not state.final and facts.state in way.origins and way.to in procedure.by_state:
        return None
    if state is not None and state.final:
        return Refused(Sentence("closed", _("事项已经办结（%(state)s），不能再办理"), {"state": state.name}))
    names = {"step": way.name, "state": state.name if state else facts.state}
    return Refused(Sentence("wrong_state", _("现在是“%(state)s”，还不能“%(step)s”"), names))


def not_by(procedure: Procedure, facts: Facts, way: Transition, actor: Actor) -> Refused | None:
    if actor.roles & {*way.by} or (actor.event and actor.event == way.event):
        return None
    if actor.due and actor.due == way.due:
        clock = facts.clocks.get(actor.due)
        if clock and clock.status == "running" and clock.due and facts.now and _reached(facts, clock.due):
            return None
        return Refused(Sentence("not_due", _("期限未到，不能“%(step)s”"), {"step": way.name}), (way.due,))
    who = "、".join(procedure.roles[role].name for role in way.by if role in procedure.roles)
    if not who:
        return Refused(Sentence("automatic", _("“%(step)s”由系统自动办理"), {"step": way.name}), way.by)
    return Refused(
        Sentence("wrong_role", _("“%(step)s”由%(who)s办理"), {"step": way.name, "who": who}), way.by
    )


def in_the_way(
    procedure: Procedure,
    facts: Facts,
    way: Transition,
    values: Mapping[str, Any],
    typed: Collection[str] = (),
    named: Collection[str] = (),
) -> Refused | None:
    """What the actor cannot settle by confirming or typing in this step.

    `typed` are fields whose values are still to come: a comparison that looks at one of them is not in the way yet.
    `named` are roles that people are still to be put into.
    """
    return (
        _untimely(procedure, facts, way)
        or _unmet(procedure, facts, way, values, typed)
        or next(
            filter(
                None,
                (
                    seats.short(procedure, one, facts, named)
                    for one in procedure.compositions
                    if one.code in way.compositions
                ),
            ),
            None,
        )
        or _missing_papers(procedure, facts, way)
    )


def _untimely(procedure: Procedure, facts: Facts, way: Transition) -> Refused | None:
    for clock in procedure.clocks:
        fact = facts.clocks.get(clock.code)
        if fact is None or fact.due is None or facts.now is None or way.code not in clock.governs:
            continue
        over = _reached(facts, fact.due)
        if clock.kind == "window" and over:
            return Refused(
                _time("window_over", _("“%(clock)s”已经过期，不能再“%(step)s”"), clock, way), (clock.code,)
            )
        if clock.kind == "minimum_duration" and not over:
            return Refused(
                _time("too_early", _("“%(clock)s”还没有届满，不能“%(step)s”"), clock, way), (clock.code,)
            )
    return None


def _time(code: str, template: str, clock: Clock, way: Transition) -> Sentence:
    return Sentence(code, template, {"clock": clock.name, "step": way.name})


def _reached(facts: Facts, due: Any) -> bool:
    """Instants of which one knows its zone and the other does not cannot be compared: not reached."""
    try:
        return bool(facts.now >= due)
    except TypeError:
        return False


def guards(procedure: Procedure, codes: Iterable[str]) -> list[Guard]:
    """An unknown guard (a fault that `verify` names) can never hold."""
    return [procedure.guards.get(code) or Guard(code, code, computed=True) for code in codes]


def unconfirmed(
    procedure: Procedure, facts: Facts, way: Transition, values: Mapping[str, Any]
) -> Refused | None:
    """Every guard, judgements included."""
    return _failing(procedure, way, met=lambda guard: running.holds(guard, facts, values))


def _unmet(
    procedure: Procedure, facts: Facts, way: Transition, values: Mapping[str, Any], typed: Collection[str]
) -> Refused | None:
    """Guards that nobody confirms: computed ones and comparisons."""
    return _failing(
        procedure,
        way,
        met=lambda guard: (
            guard.judged
            or not {*typed}.isdisjoint(conditions.fields(guard.when))
            or running.holds(guard, facts, values)
        ),
    )


def _failing(procedure: Procedure, way: Transition, met: Callable[[Guard], bool]) -> Refused | None:
    failing = [guard for guard in guards(procedure, way.guards) if not met(guard)]
    if failing:
        return Refused(_why(failing[0]), tuple(guard.code for guard in failing))
    one_of = guards(procedure, way.guards_any)
    if one_of and not any(map(met, one_of)):
        names = "、".join(guard.name for guard in one_of)
        sentence = Sentence("guard", _("须至少符合一项：%(names)s"), {"names": names})
        return Refused(sentence, tuple(guard.code for guard in one_of))
    return None


def _why(guard: Guard) -> Sentence:
    if guard.refusal:
        return Sentence("guard", guard.refusal.replace("%", "%%"), {})
    return Sentence("guard", _("还不符合条件：%(name)s"), {"name": guard.name})


def _missing_papers(procedure: Procedure, facts: Facts, way: Transition) -> Refused | None:
    needed = [paper for paper in _papers(procedure, way.documents) if paper.uploaded]
    missing = [paper for paper in needed if paper.code not in facts.documents]
    if missing:
        return _without(_("还缺少材料：%(names)s"), missing)
    one_of = _papers(procedure, way.documents_any)
    if one_of and facts.documents.isdisjoint(paper.code for paper in one_of):
        return _without(_("还缺少材料，有其中一项即可：%(names)s"), one_of)
    return None


def _papers(procedure: Procedure, codes: Iterable[str]) -> list[Document]:
    return [procedure.documents[code] for code in codes if code in procedure.documents]


def _without(template: str, papers: list[Document]) -> Refused:
    names = "、".join(paper.name for paper in papers)
    return Refused(
        Sentence("missing_document", template, {"names": names}), tuple(paper.code for paper in papers)
    )


def unfilled(procedure: Procedure, way: Transition, values: Mapping[str, Any]) -> Refused | None:
    missing = [code for code in way.requires if is_blank(values.get(code))]
    if not missing:
        return None
    labels = "、".join(procedure.fields[code].label if code in procedure.fields else code for code in missing)
    return Refused(Sentence("missing_field", _("请填写：%(labels)s"), {"labels": labels}), tuple(missing))
