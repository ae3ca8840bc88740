"""Clocks: each starts, ends before the case does, and counts a span of time."""

from collections.abc import Iterator, Mapping

from services.declarations.lines import Path
from services.declarations.sentences import _
from services.procedures.checks.fault import Fault, fault
from services.procedures.graph import reached
from services.procedures.spec import Clock, Procedure
from services.procedures.terms import PERIODS, SPANS, Number


def clocks(procedure: Procedure) -> Iterator[Fault]:
    for clock in procedure.clocks:
        found = (*_start(procedure, clock), *_course(procedure, clock), *_kind(procedure, clock))
        for code, template in found:
            yield fault(procedure, ("clocks", clock.code), code, template, clock=clock.name)


def starting_states(procedure: Procedure, clock: Clock) -> set[str]:
    """The states in which the clock begins to run."""
    by_step = {
        procedure.by_transition[code].to for code in clock.started_by if code in procedure.by_transition
    }
    return by_step | ({clock.start} if clock.start in procedure.by_state else set())


def running_states(procedure: Procedure, clock: Clock) -> set[str]:
    """The states in which the clock may run."""
    return reached(procedure, starting_states(procedure, clock), clock.until) - {*clock.until}


def _start(procedure: Procedure, clock: Clock) -> Iterator[tuple[str, str]]:
    if not clock.start and not clock.started_by:
        yield "never_starts", _("期限“%(clock)s”没有起算的状态或步骤")
        return
    happening = reached(procedure, [procedure.initial])
    if not starting_states(procedure, clock) & happening:
        yield "never_starts", _("期限“%(clock)s”的起算状态永远不会出现")
    if clock.start in clock.until:
        yield "contradiction", _("期限“%(clock)s”在同一状态起算又停止")


def _course(procedure: Procedure, clock: Clock) -> Iterator[tuple[str, str]]:
    after = reached(procedure, starting_states(procedure, clock), clock.until)
    if not after & {*clock.until}:
        yield "never_stops", _("期限“%(clock)s”起算后到不了停止的状态")
    final = {state.code for state in procedure.states if state.final}
    if after & final - {*clock.until}:
        yield "runs_on", _("期限“%(clock)s”到了终结状态还没有停止")
    running = running_states(procedure, clock)
    if not {*clock.paused_in} <= running:
        yield "never_pauses", _("期限“%(clock)s”的停止计算状态不会在计算中出现")
    used = (*clock.restarted_by, *clock.extended_by, *clock.governs)
    leaving = {way.code for state in running for way in procedure.leaving(state)}
    if not {code for code in used if code in procedure.by_transition} <= leaving:
        yield "step_elsewhere", _("期限“%(clock)s”所列的步骤不会在计算中发生")


def _kind(procedure: Procedure, clock: Clock) -> Iterator[tuple[str, str]]:
    if clock.number_by and not clock.number_field:
        yield "contradiction", _("期限“%(clock)s”的 number_by 需要 number_field")
    field = procedure.fields.get(clock.number_field)
    options = field.declared.get("options") if field else None
    if isinstance(options, Mapping) and not {*clock.number_by} <= {*options}:
        yield "unknown_choice", _("期限“%(clock)s”的 number_by 里有字段所没有的选项")
    if clock.kind == "advance_notice" and not clock.counted_from:
        yield "contradiction", _("期限“%(clock)s”从某日往前推算，需要 counted_from")
    if clock.kind in ("window", "minimum_duration") and not clock.governs:
        yield "governs_nothing", _("期限“%(clock)s”没有写明管哪些步骤（governs）")
    names = (clock.number, *clock.number_by.values(), *clock.extended_by.values())
    for number in (procedure.numbers[name] for name in names if name in procedure.numbers):
        if not _fits(clock, number):
            yield "unit", _("期限“%(clock)s”的数值不是可以计算的时间")
    reminder = procedure.reminders.get(clock.reminder)
    if reminder and reminder.escalate_after_days and not clock.escalate_to:
        yield "escalates_to_nobody", _("期限“%(clock)s”没有写明逾期报给谁")


def _fits(clock: Clock, number: Number) -> bool:
    if number.origin == "open" or number.on:
        return True
    if clock.kind == "quota":
        return number.per in PERIODS and _figure(number)
    if clock.kind in ("recurrence", "limit") and number.unit == "time":
        return number.per in PERIODS and _figure(number)
    return number.unit in SPANS and number.amount is not None


def _figure(number: Number) -> bool:
    return (number.amount or number.least or 0) > 0


def due_steps(procedure: Procedure) -> Iterator[Fault]:
    """A step that the end of a clock takes needs the clock to run where the step starts."""
    for transition in procedure.transitions:
        clock = procedure.by_clock.get(transition.due)
        if clock and not {*transition.origins} & running_states(procedure, clock):
            path: Path = ("transitions", transition.code, "due")
            yield fault(
                procedure,
                path,
                "due_never",
                _("“%(step)s”开始时期限“%(clock)s”不在计算"),
                step=transition.name,
                clock=clock.name,
            )
