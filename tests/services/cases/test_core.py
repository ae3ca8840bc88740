import pytest

from services.cases import chain
from services.cases.actions.advance import advance
from services.cases.actions.open_case import Opened
from services.cases.actors import Doer, member
from services.cases.errors import NotAllowed, Overtaken, StepRefused
from services.cases.models import Case, CaseClock, CaseEvent, CasePaper, FollowUpOffer, Handler
from tests.services.cases.conftest import quarrel
from tests.services.cases.stories import TO_AGREED, TO_ARCHIVED, tell

pytestmark = pytest.mark.django_db


def test_a_case_begins_with_a_number_a_code_and_an_event(opened: Opened) -> None:
    case = Case.objects.get(pk=opened.case.pk)
    assert case.number == f"（{case.opened_at.year}）甲民调第1号"
    assert (len(opened.code), case.state, case.waiting_for) == (8, "registered", "receptionist")
    assert [event.kind for event in case.events.all()] == ["opened"]
    assert case.head == case.events.get().hash


def test_numbers_have_no_gaps(officer: Doer) -> None:
    numbers = [quarrel(officer).case.number for _again in range(3)]
    assert [number[-4:] for number in numbers] == ["调第1号", "调第2号", "调第3号"]


def test_the_way_to_an_agreement(case: Case, officer: Doer, person) -> None:
    tell(case, officer, person("jia-mediator"))
    case.refresh_from_db()
    assert (case.state, case.waiting_for, case.revision) == ("agreed", "mediator", 5)
    assert [event.code for event in case.events.filter(kind="step")] == [
        step for step, _data, _judged in TO_AGREED
    ]
    assert [one.name for one in Handler.objects.filter(case=case)] == [str(person("jia-mediator"))]
    assert CaseClock.objects.get(case=case, code="overall").status == "stopped"
    assert chain.faults(case, case.events.all()) == []
    assert {paper.code for paper in CasePaper.objects.filter(case=case)} == {
        "acceptance_register", "rights_notice", "mediation_record", "mediation_agreement",
    }  # fmt: skip


def test_an_agreement_opens_its_revisit_and_offers_confirmation(case: Case, officer: Doer, person) -> None:
    tell(case, officer, person("jia-mediator"), TO_AGREED + TO_ARCHIVED)
    offers = {offer.procedure_code: offer for offer in FollowUpOffer.objects.filter(case=case)}
    assert offers["AGREEMENT_REVISIT"].opened.parent == case
    assert offers["JC_OFFLINE"].opened is None
    assert (offers["JC_OFFLINE"].until - offers["JC_OFFLINE"].made_at.date()).days in (29, 30)


def test_the_second_of_two_is_told(case: Case, officer: Doer) -> None:
    seen = case.revision
    advance(case, "start_review", doer=officer, revision=seen)
    with pytest.raises(Overtaken, match=r"已在.*办理了“审查申请”"):
        advance(case, "start_review", doer=officer, revision=seen)
    assert CaseEvent.objects.filter(case=case, kind="step").count() == 1


def test_a_refusal_says_why_and_keeps_nothing(case: Case, officer: Doer) -> None:
    advance(case, "start_review", doer=officer)
    with pytest.raises(StepRefused, match="还没有确认属于受理范围"):
        advance(case, "accept", doer=officer, data={"accept_date": "2026-03-02"})
    case.refresh_from_db()
    assert (case.state, case.event_count) == ("under_review", 2)


def test_who_may_not(case: Case, person, county_b) -> None:
    mediator = member(person("jia-mediator"), case, frozenset({"mediator"}))
    with pytest.raises(NotAllowed):
        advance(case, "start_review", doer=mediator)
    other = member(person("yi-case_officer"), case)
    with pytest.raises(NotAllowed):
        advance(case, "start_review", doer=other)
    stranger = member(person("stranger"), case)
    with pytest.raises(NotAllowed):
        advance(case, "start_review", doer=stranger)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"text": "别的"}, (2, "hash")),
        ({"data": {"filled": {"x": 1}}}, (2, "data")),
        ({"hash": "0" * 64}, (2, "hash")),
    ],
)
def test_a_broken_chain_is_found(case: Case, officer: Doer, person, change: dict, fault: tuple) -> None:
    tell(case, officer, person("jia-mediator"), TO_AGREED[:2])
    CaseEvent.objects.filter(case=case, position=3 if "data" in change else 2).update(**change)
    case.refresh_from_db()
    found = chain.faults(case, case.events.all())
    assert (found[0].position - (1 if "data" in change else 0), found[0].reason) == fault


def test_a_missing_event_is_found(case: Case, officer: Doer, person) -> None:
    tell(case, officer, person("jia-mediator"), TO_AGREED[:2])
    case.refresh_from_db()
    CaseEvent.objects.filter(case=case, position=2).delete()
    assert chain.faults(case, case.events.all())[0] == chain.Fault(2, "missing")
    CaseEvent.objects.filter(case=case, position__gt=1).delete()
    assert chain.faults(case, case.events.all()) == [chain.Fault(0, "head")]
