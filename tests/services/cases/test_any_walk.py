"""Whatever is done in whatever order: there is a way out, the turn is right, the chain holds."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.cases import chain
from services.cases.actions.open_case import Opening, PartyData, open_case
from services.cases.actors import Doer, vacant
from services.cases.errors import CaseError, StepRefused
from services.cases.holders import waiting_for
from services.cases.models import Case, CaseClock, Party
from services.cases.queries.procedures import declared
from services.procedures.library import shipped
from tests.services.cases.walking import go, ways
from tests.services.procedures.walking import through_each_step, to_each_end

pytestmark = pytest.mark.django_db

NOW = timezone.make_aware(datetime(2026, 3, 2, 9))


def fresh(code: str, doer: Doer) -> Case:
    parties = (PartyData("申甲"), PartyData("被乙", side=Party.Side.RESPONDENT))
    return open_case(Opening(procedure=code, parties=parties), doer=doer, now=NOW).case


def sound(case: Case) -> None:
    """What must hold after every step."""
    case.refresh_from_db()
    procedure = declared(case.version)
    state = procedure.by_state[case.state]
    assert case.is_open is not state.final
    assert tuple(case.turn) == procedure.turn(case.state)
    assert case.waiting_for == waiting_for(case.turn, vacant(case))
    assert chain.faults(case, case.events.all()) == []
    running = CaseClock.objects.filter(case=case).exclude(status="stopped")
    if state.final:
        assert (case.turn, list(running), case.closed_at is None) == ([], [], False)
    else:
        assert ways(case), f"{procedure.code}: no way out of {case.state}"


def take(case: Case, step: str, now: datetime) -> datetime:
    """A step that must not be taken before a time has passed is taken after it."""
    way = declared(case.version).by_transition[step]
    try:
        go(case, way, now)
    except StepRefused as refusal:
        if refusal.refused.code != "too_early":
            raise
        now += timedelta(days=100)
        go(case, way, now)
    return now


@pytest.mark.parametrize("code", sorted(shipped()))
def test_every_end_is_reached_by_real_cases(code: str, officer: Doer) -> None:
    for end, steps in to_each_end(shipped()[code]).items():
        case = fresh(code, officer)
        now = NOW
        for step in steps:
            case.refresh_from_db()
            now = take(case, step, now + timedelta(days=1))
            sound(case)
        assert (case.state, case.is_open) == (end, False)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_order_of_steps(data: st.DataObject, officer: Doer) -> None:
    """Also steps that are not open now: they are refused and change nothing."""
    case = fresh(data.draw(st.sampled_from(sorted(shipped()))), officer)
    procedure = declared(case.version)
    now = NOW
    for _step in range(data.draw(st.integers(1, 12))):
        way = data.draw(st.sampled_from(procedure.transitions), label="step")
        now += timedelta(days=data.draw(st.integers(0, 40)))
        before = (case.state, case.event_count, case.head)
        try:
            go(case, way, now)
        except CaseError as refusal:
            case.refresh_from_db()
            assert isinstance(refusal, StepRefused)
            assert str(refusal)
            assert (case.state, case.event_count, case.head) == before
        sound(case)
        if not case.is_open:
            break


def test_the_walks_go_through_every_step() -> None:
    """The pure walks cover each step; here the table of them is not empty by mistake."""
    assert all(through_each_step(procedure) for procedure in shipped().values())
