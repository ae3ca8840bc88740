"""What is counted of a half year, from cases as they lie there."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from services.calendar.half_years import read
from services.cases.actions.bring_in import Concluded, bring_in
from services.cases.actors import Doer
from services.cases.models import Case, Handler
from services.directory.kinds import OrganisationKind
from services.directory.models import Mediator, Organisation
from services.ranking.counting import counted
from tenants.scope import in_tenant
from tests.services.ranking.editions import lawyers

pytestmark = pytest.mark.django_db
HALF = read("2026H1")
OFFICER = Doer("经办人", tenant_roles=frozenset({"case_officer"}))
JUNE = datetime(2026, 6, 30, 15, 59, tzinfo=UTC)  # the last minute of the half year, in Beijing


def aid(number: str, closed: datetime = JUNE, state: str = "archived", **more: object) -> Concluded:
    begun = closed - timedelta(days=40)
    return Concluded(
        number=number, procedure="LA_CASE", title="追索工资", state=state, opened_at=begun, closed_at=closed, **more
    )  # fmt: skip


def counts(board: str = "lawyers") -> dict[int, dict[str, str]]:
    return counted(board, HALF.since, HALF.until)


def test_cases_count_for_whoever_worked_on_them_when_they_ended(inside_a):
    ann, bob = lawyers(inside_a, "甲", "乙")
    kept = (("dossier", JUNE - timedelta(days=9), JUNE, JUNE - timedelta(days=1)),)
    late = (("dossier", JUNE - timedelta(days=9), JUNE - timedelta(days=2), JUNE - timedelta(days=1)),)
    lines = [
        aid("1", lawyer=ann, limits=kept),
        aid("2", lawyer=ann, limits=late, state="unqualified"),
        aid("3", lawyer=ann, state="withdrawn"),
        aid("4", lawyer=ann, closed=JUNE + timedelta(minutes=2)),
        aid("5", lawyer=bob),
    ]
    cases = bring_in(lines, doer=OFFICER)
    Handler.objects.filter(case=cases[4]).update(until=JUNE)
    assert counts() == {
        ann.pk: {"cases": "3", "assessed": "2", "qualified": "1", "due": "2", "in_time": "1"},
    }


def test_a_mediation_counts_for_the_mediator_and_for_the_committee(inside_a):
    committee = Organisation.objects.create(
        tenant=inside_a, name="村调委会", kind=OrganisationKind.VILLAGE_COMMITTEE, division=inside_a.division
    )
    mediator = Mediator.objects.create(tenant=inside_a, name="丙", organisation=committee)
    line = Concluded(
        number="调1", procedure="PM_GENERAL", title="地界", state="archived", opened_at=JUNE - timedelta(days=9),
        closed_at=JUNE, mediator=mediator, organisation=committee,
    )  # fmt: skip
    bring_in([line], doer=OFFICER)
    assert {
        board: {key: told["cases"] for key, told in counts(board).items()}
        for board in ("mediators", "committees", "lawyers")
    } == {
        "mediators": {mediator.pk: "1"},
        "committees": {committee.pk: "1"},
        "lawyers": {},
    }


def test_a_lawyer_of_the_other_county_is_never_there(county_a, county_b):
    with in_tenant(county_b):
        bring_in([aid("1", lawyer=lawyers(county_b, "乙县律师")[0])], doer=OFFICER)
    with in_tenant(county_a):
        (ann,) = lawyers(county_a, "甲")
        bring_in([aid("1", lawyer=ann)], doer=OFFICER)
        assert list(counts()) == [ann.pk]


def test_however_many_there_are_the_questions_are_the_same(inside_a):
    people = lawyers(inside_a, *(f"第{place}人" for place in range(6)))
    asked = []
    for place in (0, 1):
        some = people[:1] if not place else people[1:]
        bring_in([aid(f"{one.pk}-{place}", lawyer=one) for one in some], doer=OFFICER)
        with CaptureQueriesContext(connection) as held:
            counts()
        asked.append(len(held))
    assert (Case.objects.count(), asked[0]) == (6, asked[1])
