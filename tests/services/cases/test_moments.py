"""What happened earlier is written down with the moment at which it happened; what a step leaves can be left."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from services.cases import chain
from services.cases.actions.advance import advance
from services.cases.actions.afterwards import left_for_later
from services.cases.actions.make_papers import make_ahead
from services.cases.actions.name_handler import declare_interest
from services.cases.actions.relate import hand_up
from services.cases.actions.schedule import Line, perform, schedule
from services.cases.actions.sign_paper import sign_paper
from services.cases.actors import Doer, citizen, member
from services.cases.models import Case, CaseEvent, Dossier
from services.documents.actions.sign import Signing
from services.documents.queries import open_seats
from tenants.models import User
from tests.services.cases.stories import tell

pytestmark = pytest.mark.django_db

THEN = timezone.now() - timedelta(days=12)


@pytest.fixture
def agreed(case: Case, officer: Doer, person: Callable[[str], User]) -> Case:
    tell(case, officer, person("jia-mediator"))
    case.refresh_from_db()
    return case


def last(case: Case) -> CaseEvent:
    return case.events.order_by("position").last()


def test_what_happened_then_stands_in_the_chain_with_its_moment(agreed: Case, officer: Doer) -> None:
    row = schedule(agreed, [Line(date(2026, 5, 1), "改装檐沟")], doer=officer, now=THEN)[0]
    moments = [last(agreed).at]
    perform(row, doer=officer, on=date(2026, 5, 1), now=THEN)
    moments.append(last(agreed).at)
    declare_interest(agreed.handlers.first(), doer=officer, interest="邻居", now=THEN)
    moments.append(last(agreed).at)
    hand_up(agreed, doer=officer, reason="涉及两县", now=THEN)
    moments.append(last(agreed).at)
    assert moments == [THEN] * 4
    agreed.refresh_from_db()
    assert chain.faults(agreed, agreed.events.order_by("position")) == []


def test_a_paper_of_then_is_dated_and_signed_then(agreed: Case, person: Callable[[str], User]) -> None:
    mediator = member(person("jia-mediator"), agreed, frozenset({"mediator"}))
    made = make_ahead(agreed, "mediation_agreement", doer=mediator, now=THEN)
    for seat in open_seats(made.paper):
        kind, _dash, key = seat["code"].partition("-")
        doer = citizen(agreed.parties.get(pk=key)) if kind == "party" else mediator
        signing = Signing("typed", seat["name"], "我已看过并同意", made.paper.pdf_sha256)
        sign_paper(made, seat["code"], signing, doer=doer, now=THEN)
    made.paper.refresh_from_db()
    assert (made.paper.issued_at, made.paper.signed_at) == (THEN, THEN)
    assert set(made.paper.signatures.values_list("signed_at", flat=True)) == {THEN}
    assert last(agreed).at == THEN


def test_papers_and_binding_may_be_left_for_later(
    case: Case, officer: Doer, django_capture_on_commit_callbacks: Callable
) -> None:
    with django_capture_on_commit_callbacks(execute=True), left_for_later():
        advance(case, "start_review", doer=officer)
        advance(
            case, "reject", doer=officer,
            data={"reject_reason": "法院已经受理", "other_route_advice": "等候判决"}, confirmed=["out_of_scope"],
        )  # fmt: skip
    assert list(case.papers.values_list("code", "status")) == [("non_acceptance_notice", "to_make")]
    assert not Dossier.objects.filter(case=case).exists()
