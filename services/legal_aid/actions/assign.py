"""Gives a case to a lawyer of the list, and keeps the list as it stood."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.cases.actions.name_handler import release_handler
from services.cases.actions.take_step import take_step
from services.cases.actors import Doer
from services.cases.models import Case, CaseEvent, Handler
from services.cases.step_form import LAWYER_LINE
from services.cases.suspended import ROLE
from services.cases.wording import on_record
from services.directory.models import Lawyer
from services.inputs.models import KeptFile
from services.legal_aid.candidates import Candidate, Need, reason_of_language
from services.legal_aid.errors import NotAccepted
from services.legal_aid.facts import REASSIGNING, candidates, need_of
from services.legal_aid.models import Assignment

FIELD = "assigned_lawyer"
FIRM = "assigned_firm"
# Characters: a word alone explains nothing.
SHORTEST_REASON = 10


@transaction.atomic
def assign(  # noqa: PLR0913 (a step, whom it names, and why: each is a word of its own)
    case: Case,
    transition: str,
    *,
    doer: Doer,
    lawyer: int,
    team: Sequence[int] = (),
    reason: str = "",
    language: str = "",
    matter: str = "",
    data: Mapping[str, Any] | None = None,
    confirmed: Collection[str] = (),
    files: Mapping[str, KeptFile] | None = None,
    revision: int | None = None,
    now: datetime | None = None,
) -> Assignment:
    """`lawyer` and `team` are keys of the register; `matter` counts where the case says none.

    The list is made anew: what was shown may have changed.

    Raises NotAccepted, and whatever the step itself refuses with.
    """
    now, need = now or timezone.now(), need_of(case, language=language, matter=matter)
    listed = candidates(case, language=language, matter=matter, today=timezone.localdate(now))
    by_key = {one.key: one for one in listed}
    chosen = _chosen(by_key, lawyer, reason.strip(), need)
    others = [_chosen_besides(by_key, key) for key in dict.fromkeys(team) if key != lawyer]
    if case.state == REASSIGNING:
        _let_go(case, doer, now)
    event = take_step(
        case,
        transition,
        doer=doer,
        data={**(data or {}), **_named(case, transition, chosen, others)},
        confirmed=confirmed,
        files=files,
        revision=revision,
    )
    return _keep(event, listed, chosen, others, need, reason.strip(), doer)


def _chosen(by_key: Mapping[int, Candidate], key: int, reason: str, need: Need) -> Candidate:
    chosen = _chosen_besides(by_key, key)
    if chosen.place == 1:
        return chosen
    if not reason:
        first = next(one for one in by_key.values() if one.place == 1)
        words = {"name": chosen.name, "place": chosen.place, "first": first.name}
        raise NotAccepted(
            _("%(name)s排在第%(place)s位，第一位是%(first)s。不按次序指派，请写明理由。") % words
        )
    if len(reason) < SHORTEST_REASON:
        raise NotAccepted(_("不按次序指派的理由，请至少写%(least)d个字。") % {"least": SHORTEST_REASON})
    if reason == reason_of_language(need) and not chosen.speaks:
        words = {"name": chosen.name, "language": need.language_name}
        raise NotAccepted(_("%(name)s没有登记会说%(language)s，请改写理由。") % words)
    return chosen


def _chosen_besides(by_key: Mapping[int, Candidate], key: int) -> Candidate:
    chosen = by_key.get(key)
    if chosen is None:
        raise NotAccepted(_("所选律师不在名册里。"))
    if chosen.place is None:
        words = {"name": chosen.name, "why": "；".join(chosen.excluded)}
        raise NotAccepted(_("%(name)s现在不能指派：%(why)s。") % words)
    return chosen


def _let_go(case: Case, doer: Doer, now: datetime) -> None:
    """Who takes over works alone: whoever had the case is no longer named in it."""
    for handler in Handler.objects.filter(case=case, role=ROLE, until=None):
        release_handler(handler, doer=doer, reason=on_record("另行指派"), now=now)


def _named(case: Case, transition: str, chosen: Candidate, others: Sequence[Candidate]) -> dict[str, Any]:
    people = [{"ref": f"{LAWYER_LINE}{one.key}", "name": one.name} for one in (chosen, *others)]
    return {FIELD: people, FIRM: {"name": chosen.firm}}


def _keep(
    event: CaseEvent,
    listed: Sequence[Candidate],
    chosen: Candidate,
    others: Sequence[Candidate],
    need: Need,
    reason: str,
    doer: Doer,
) -> Assignment:
    return Assignment.objects.create(
        tenant_id=event.tenant_id,
        case_id=event.case_id,
        event=event,
        lawyer=Lawyer.objects.get(pk=chosen.key),
        name=chosen.name,
        place=chosen.place,
        out_of=sum(one.place is not None for one in listed),
        team="、".join(one.name for one in others),
        shown={"need": _asked(need), "candidates": [_shown(one) for one in listed]},
        reason=reason[:300] if chosen.place != 1 else "",
        actor=doer.user,
        actor_name=doer.name,
        at=event.at,
    )


def _asked(need: Need) -> dict[str, str]:
    return {"matter": need.matter, "language": need.language_name}


def _shown(one: Candidate) -> dict[str, Any]:
    reasons = [f"{said.text}（{said.clause}）" if said.clause else said.text for said in one.reasons]
    return {
        "name": one.name,
        "firm": one.firm,
        "place": one.place,
        "reasons": reasons,
        "excluded": [*one.excluded],
        "warnings": [*one.warnings],
    }
