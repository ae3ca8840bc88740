"""Several people at the same moment, each with a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from services.cases import chain
from services.cases.actions.add_evidence import add_evidence
from services.cases.actions.advance import advance
from services.cases.actions.open_case import Opening, open_case
from services.cases.actions.take_up import take_up
from services.cases.actors import Doer, member
from services.cases.errors import NotAccepted, Overtaken
from services.cases.models import Case, CaseLink, FollowUpOffer
from tenants.models import Tenant, User
from tenants.scope import in_tenant
from tests.services.cases.conftest import quarrel
from tests.services.cases.stories import TO_AGREED, TO_ARCHIVED, tell

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 6


def at_once(tenant: Tenant, acts: list[Callable[[], Any]]) -> list[Any]:
    """What each gave back, or what it raised."""
    start = Barrier(len(acts))

    def one(act: Callable[[], Any]) -> Any:
        try:
            with in_tenant(tenant):
                start.wait(timeout=20)
                return act()
        except (Overtaken, NotAccepted) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


@pytest.fixture
def officer(county_a: Tenant, person: Callable[[str], User]) -> Doer:
    with in_tenant(county_a):
        return member(person("jia-case_officer"), None, frozenset({"case_officer"}))


def test_one_wins_and_the_others_are_told(county_a: Tenant, officer: Doer) -> None:
    with in_tenant(county_a):
        case = quarrel(officer).case
        found = at_once(
            county_a,
            [lambda: advance(case, "start_review", doer=officer, revision=0) for _one in range(PEOPLE)],
        )
        refused = [one for one in found if isinstance(one, Overtaken)]
        assert len(refused) == PEOPLE - 1
        assert all("办理了“审查申请”" in str(one) for one in refused)
        case.refresh_from_db()
        assert (case.state, case.revision, case.event_count) == ("under_review", 1, 2)
        assert chain.faults(case, case.events.all()) == []


def test_evidence_from_many_hands_keeps_the_chain(county_a: Tenant, officer: Doer) -> None:
    with in_tenant(county_a):
        case = quarrel(officer).case
        at_once(
            county_a,
            [
                lambda page=page: add_evidence(
                    case, doer=officer, name="a.pdf", content=b"%PDF-" + bytes([page])
                )
                for page in range(PEOPLE)
            ],
        )
        case.refresh_from_db()
        assert (case.evidence.count(), case.event_count) == (PEOPLE, PEOPLE + 1)
        assert chain.faults(case, case.events.all()) == []


def test_numbers_stay_without_gaps(county_a: Tenant, officer: Doer) -> None:
    opening = Opening(procedure="LA_CASE")
    found = at_once(county_a, [lambda: open_case(opening, doer=officer) for _one in range(PEOPLE)])
    numbers = sorted(one.case.number for one in found)
    year = found[0].case.opened_at.year
    assert numbers == [f"（{year}）甲法援第{count}号" for count in range(1, PEOPLE + 1)]


def test_a_follow_up_is_taken_up_once(county_a: Tenant, officer: Doer, person: Callable[[str], User]) -> None:
    with in_tenant(county_a):
        case = quarrel(officer).case
        tell(case, officer, person("jia-mediator"), TO_AGREED + TO_ARCHIVED)
        offer = FollowUpOffer.objects.get(case=case, procedure_code="JC_OFFLINE")
        found = at_once(county_a, [lambda: take_up(offer, doer=officer) for _one in range(PEOPLE)])
        assert sum(isinstance(one, NotAccepted) for one in found) == PEOPLE - 1
        assert Case.objects.filter(procedure_code="JC_OFFLINE").count() == 1
        assert CaseLink.objects.filter(other=case, kind="follow_up").count() == 2
