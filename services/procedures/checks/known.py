"""Names that nobody declared, people that nobody can be."""

from collections.abc import Collection, Iterator

from services.declarations.sentences import _
from services.procedures.checks.fault import Fault, fault
from services.procedures.names import uses
from services.procedures.sections import VOCABULARY
from services.procedures.spec import Procedure

# What the designer calls each section.
SECTIONS = {
    "states": _("状态"),
    "transitions": _("步骤"),
    "clocks": _("期限"),
    "compositions": _("组成"),
    "numbers": _("数值"),
    "roles": _("角色"),
    "guards": _("条件"),
    "fields": _("字段"),
    "documents": _("文书"),
    "outcomes": _("结果"),
    "events": _("事件"),
    "effects": _("后续动作"),
    "reminders": _("提醒方式"),
    "sources": _("依据文件"),
}


def unknown_names(procedure: Procedure) -> Iterator[Fault]:
    declared = {section: set(getattr(procedure, section)) for section in VOCABULARY} | {
        "states": set(procedure.by_state),
        "transitions": set(procedure.by_transition),
        "clocks": set(procedure.by_clock),
        "compositions": {composition.code for composition in procedure.compositions},
    }
    for use in uses(procedure):
        if use.code not in declared[use.section]:
            yield fault(
                procedure,
                use.path,
                "unknown_name",
                _("没有名为“%(name)s”的%(section)s"),
                name=use.code,
                section=SECTIONS[use.section],
            )


def unheld_roles(procedure: Procedure, held: Collection[str]) -> Iterator[Fault]:
    """A step that only people take whom nobody can be, and a clock that escalates to nobody."""
    for transition in procedure.transitions:
        if transition.by and not (transition.event or transition.due or {*transition.by} & {*held, "system"}):
            names = "、".join(_role(procedure, role) for role in transition.by)
            path = ("transitions", transition.code, "by")
            yield fault(procedure, path, "role_unheld", _("没有人可以担任：%(names)s"), names=names)
    for clock in procedure.clocks:
        if clock.escalate_to and not {*clock.escalate_to} & {*held}:
            names = "、".join(_role(procedure, role) for role in clock.escalate_to)
            path = ("clocks", clock.code, "escalate_to")
            yield fault(procedure, path, "role_unheld", _("没有人可以担任：%(names)s"), names=names)


def _role(procedure: Procedure, code: str) -> str:
    return procedure.roles[code].name if code in procedure.roles else code


def unknown_procedures(procedure: Procedure, procedures: Collection[str]) -> Iterator[Fault]:
    for place, follow_up in enumerate(procedure.follow_ups):
        if follow_up.procedure not in procedures:
            path = ("follow_ups", place, "procedure")
            yield fault(
                procedure,
                path,
                "unknown_procedure",
                _("没有代码为“%(code)s”的程序"),
                code=follow_up.procedure,
            )


def unknown_effects(procedure: Procedure, effects: Collection[str]) -> Iterator[Fault]:
    for transition in procedure.transitions:
        for effect in {*transition.effects} - {*effects}:
            path = ("transitions", transition.code, "effects")
            yield fault(procedure, path, "unknown_effect", _("系统不会做“%(name)s”"), name=effect)


def unheard_events(procedure: Procedure, events: Collection[str]) -> Iterator[Fault]:
    for transition in procedure.transitions:
        if transition.event and transition.event not in events:
            path, name = ("transitions", transition.code, "event"), transition.event
            yield fault(procedure, path, "event_never_happens", _("系统不会报告事件“%(name)s”"), name=name)


def uncomputed_guards(procedure: Procedure, guards: Collection[str]) -> Iterator[Fault]:
    for guard in procedure.guards.values():
        if guard.computed and guard.code not in guards:
            path = ("guards", guard.code)
            yield fault(procedure, path, "guard_not_computed", _("系统不会判断“%(name)s”"), name=guard.name)
