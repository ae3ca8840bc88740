"""Moves a case. Nothing else writes its state."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases import barred, gather, signals
from services.cases.actions.afterwards import afterwards
from services.cases.actions.build_dossier import bind_after_commit
from services.cases.actions.follow_up import follow
from services.cases.actions.make_papers import plan_agreement, want
from services.cases.actions.name_handler import seat
from services.cases.actions.record import append, locked
from services.cases.actions.run_clocks import apply
from services.cases.actions.tell import tell_turn
from services.cases.actors import Doer, vacant
from services.cases.errors import NotAllowed, Overtaken, StepRefused
from services.cases.holders import waiting_for
from services.cases.models import Case, CaseEvent, CaseLink, Handler
from services.cases.queries.procedures import declared
from services.cases.rules import may_see
from services.procedures import engine
from services.procedures.facts import Refused, Step
from services.procedures.spec import Procedure


@transaction.atomic
def advance(
    case: Case,
    transition: str,
    *,
    doer: Doer,
    data: Mapping[str, Any] | None = None,
    confirmed: Collection[str] = (),
    revision: int | None = None,
    now: datetime | None = None,
) -> CaseEvent:
    """Takes one step, or nothing at all.

    `data`: what was filled in, checked by its form; `confirmed`: the judgements made; `revision`: the one the person
    saw. Raises StepRefused (the engine's reason), Overtaken (somebody was faster), NotAllowed (not their case).
    """
    now, values = now or timezone.now(), dict(data or {})
    case = locked(case)
    if not may_see(case, doer):
        raise NotAllowed(_("这件案件不由您办理。"))
    _not_about_themselves(case, doer)
    if revision is not None and revision != case.revision:
        raise Overtaken(_overtaken(case))
    procedure = declared(case.version)
    _seat(case, values, doer, now)
    facts = gather.facts(case, procedure, confirmed=confirmed, now=now)
    answer = engine.step(procedure, facts, transition, doer.as_actor(procedure), values)
    if isinstance(answer, Refused):
        raise StepRefused(answer, answer.sentence.said(_))
    return _write(case, procedure, answer, doer, now, [*sorted(confirmed)])


def _write(
    case: Case, procedure: Procedure, step: Step, doer: Doer, now: datetime, confirmed: list[str]
) -> CaseEvent:
    way, seen = procedure.by_transition[step.transition], case.revision
    case.state, case.turn = step.state, list(step.turn)
    case.waiting_for = waiting_for(step.turn, vacant(case))
    case.data = {**case.data, **step.data}
    if procedure.by_state[step.state].final:
        case.is_open, case.outcome, case.closed_at = False, step.outcome, now
    apply(case, procedure, step.clocks, now)
    case.revision = seen + 1
    written = Case.objects.filter(pk=case.pk, revision=seen).update(
        **{name: getattr(case, name) for name in MOVED},
    )
    if not written:
        raise Overtaken(_overtaken(case))
    event = append(
        case,
        CaseEvent.Kind.STEP,
        way.name,
        doer=doer,
        code=step.transition,
        origin=step.origin,
        data={"filled": dict(step.data), "confirmed": confirmed} if step.data or confirmed else None,
        at=now,
    )
    want(case, procedure, step.documents, now)
    plan_agreement(case, procedure, now)
    follow(case, procedure, step.follow_ups, doer=doer, now=now)
    tell_turn(case, procedure, way, event)
    if not case.is_open:
        afterwards(lambda: bind_after_commit(case))
    afterwards(lambda: signals.stepped.send(Case, case=case, event=event))
    return event


MOVED = (
    "state", "turn", "waiting_for", "data", "is_open", "outcome", "closed_at", "due_at", "revision",
)  # fmt: skip


def _not_about_themselves(case: Case, doer: Doer) -> None:
    if doer.user is None or doer.party is not None:
        return
    if _worked_on_what_it_is_about(case, doer):
        raise NotAllowed(_("投诉涉及您办理过的案件，请由别的人核查。"))
    if refusal := barred.refusal(case, doer.user):
        raise NotAllowed(refusal)


def _worked_on_what_it_is_about(case: Case, doer: Doer) -> bool:
    """Nobody decides a complaint about a case that they worked on."""
    if case.procedure_code != "COMPLAINT":
        return False
    others = CaseLink.objects.filter(case=case, kind=CaseLink.Kind.RELATED).values("other")
    steps = CaseEvent.objects.filter(case__in=others, kind=CaseEvent.Kind.STEP, actor=doer.user)
    return steps.exists() or Handler.objects.filter(case__in=others, user=doer.user).exists()


def _seat(case: Case, values: Mapping[str, Any], doer: Doer, now: datetime) -> None:
    """Fields that name who works on the case put these people there, before the engine counts heads."""
    for field, role in gather.HANDLER_FIELDS.items():
        named = values.get(field)
        if named:
            people = named if isinstance(named, list) else [named]
            seat(case, role, people, doer=doer, replacing=field in gather.REPLACING, now=now)


def _overtaken(case: Case) -> str:
    last = CaseEvent.objects.filter(case=case, kind=CaseEvent.Kind.STEP).last()
    if last is None:
        return _("案件刚刚被别人更新，请刷新后再试。")
    words = {"who": last.actor_name, "what": last.text, "when": timezone.localtime(last.at).strftime("%H:%M")}
    return _("%(who)s已在%(when)s办理了“%(what)s”，您的操作没有生效，请刷新后再看。") % words
