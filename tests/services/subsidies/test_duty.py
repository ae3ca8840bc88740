"""Days of duty, from the attendance of rosters; and what is decided on the page of the case itself."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from services.booking.models import Resource, Roster, Shift
from services.calendar.periods import read
from services.cases.actions.advance import advance
from services.subsidies.actions.compile_claims import compile_claims
from services.subsidies.actions.submit import submit
from services.subsidies.models import Claim, ClaimLine, Payee
from services.subsidies.queries.lists import ready
from services.subsidies.queries.propose import propose
from tests.services.subsidies.conftest import NOW, concluded, doer_of, rate, rule

pytestmark = pytest.mark.django_db
MAY = read("2026-05")


def on_duty(person: Resource, roster: Roster, day: int, hour: int = 1, state: str = "done") -> None:
    starts = datetime(2026, 5, day, hour, tzinfo=UTC)
    Shift.objects.create(
        tenant=roster.tenant, roster=roster, resource=person, starts_at=starts, ends_at=starts + timedelta(hours=3),
        state=state,
    )  # fmt: skip


@pytest.fixture
def court(lawyer: Any) -> Roster:
    return Roster.objects.create(tenant=lawyer.tenant, name="法院值班", organisation=lawyer.firm)


@pytest.fixture
def at_court(lawyer: Any) -> Resource:
    return Resource.objects.create(
        tenant=lawyer.tenant, name=lawyer.name, organisation=lawyer.firm, lawyer=lawyer
    )


def test_a_day_of_duty_is_paid_once_whatever_the_shifts(
    court: Roster, at_court: Resource, officer: Any
) -> None:
    for day, hour in ((6, 1), (6, 6), (7, 1)):
        on_duty(at_court, court, day, hour)
    for day, state in ((8, "absent"), (9, "published"), (10, "on_duty")):
        on_duty(at_court, court, day, state=state)
    rate(court.tenant, "lawyer_duty", name="每人每天", least=150, most=150)
    (made,) = compile_claims("lawyer_duty", MAY, actor=officer, now=NOW)
    assert [(one.day, one.amount) for one in made.lines.all()] == [
        (date(2026, 5, 6), Decimal(150)),
        (date(2026, 5, 7), Decimal(150)),
    ]
    submit(made, actor=officer, now=NOW)
    left = propose("lawyer_duty", MAY)
    assert (left.lines, [(one.subject, one.why) for one in left.left_out]) == (
        [],
        [("2026-05-10", "没有登记值班结束。")],
    )


def test_petition_duty_counts_the_rosters_the_county_named(
    in_yunnan: Any, mediator: Any, committee: Any, officer: Any
) -> None:
    rosters = [
        Roster.objects.create(tenant=in_yunnan, name=name, organisation=committee)
        for name in ("信访", "别的")
    ]
    person = Resource.objects.create(tenant=in_yunnan, name="罗", organisation=committee, mediator=mediator)
    on_duty(person, rosters[0], 6)
    on_duty(person, rosters[1], 7)
    assert propose("petition_duty", MAY).lines == []
    rule(in_yunnan, "petition_duty").rosters.add(rosters[0])
    (made,) = compile_claims("petition_duty", MAY, actor=officer, now=NOW)
    assert [(one.day.day, one.amount, one.clauses[0][1]) for one in made.lines.all()] == [(6, 200, "六(四)5")]


def test_public_lawyers_are_paid_unless_the_county_bars_them(
    court: Roster, at_court: Resource, lawyer: Any
) -> None:
    lawyer.kind = "public"
    lawyer.save(update_fields=["kind"])
    on_duty(at_court, court, 6)
    assert [one.who.official for one in propose("lawyer_duty", MAY).lines] == [True]
    rule(court.tenant, "lawyer_duty", bars_officials=True)
    found = propose("lawyer_duty", MAY)
    assert (found.lines, "本县规定公职人员不领取" in found.left_out[0].why) == ([], True)


@pytest.fixture
def submitted(officer: Any, mediator: Any, reviewed: None) -> Claim:
    rate(mediator.tenant)
    concluded("甲1", mediator=mediator)
    (made,) = compile_claims("mediation", read("2026-Q2"), actor=officer, now=NOW)
    return submit(made, actor=officer, now=NOW)[0]


def test_who_compiled_gains_nothing_by_approving_on_the_page_of_the_case(
    submitted: Claim, officer: Any, django_capture_on_commit_callbacks: Any
) -> None:
    data = {"payee_is_official": "no", "approved_amount": "200"}
    with django_capture_on_commit_callbacks(execute=True):
        advance(
            submitted.case,
            "approve",
            doer=doer_of(officer, "case_officer"),
            data=data,
            confirmed=["dossier_compliant"],
        )
    assert submitted.lines.get().state == "approved"
    Payee.objects.update(account="6222000011112222")
    assert list(ready()) == []


def test_a_refusal_on_the_page_of_the_case_reaches_the_lines(
    submitted: Claim, admin: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        advance(
            submitted.case,
            "reject",
            doer=doer_of(admin, "county_admin"),
            data={"reject_reason": "没有这件纠纷"},
            confirmed=["false_case"],
        )
    line = submitted.lines.get()
    assert (line.state, line.refused_because) == ("refused", "没有这件纠纷")


def test_pages_ask_no_more_for_more_lines(submitted: Claim, county_a: Any, browse: Any) -> None:
    client = browse(county_a, "jia-county_admin")
    addresses = (f"/admin/subsidies/claims/{submitted.pk}/", "/admin/subsidies/", "/rankings/subsidies/")

    def asked() -> list[int]:
        counts = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    before, line = asked(), submitted.lines.get()
    for number in range(5):
        about = concluded(f"甲更{number}")
        ClaimLine.objects.create(
            tenant=county_a, claim=submitted, scheme="mediation", payee=line.payee, about=about, least=200, most=200,
            amount=200, bases=line.bases,
        )  # fmt: skip
    assert asked() == before


def test_a_case_tells_its_own_mediator_what_was_claimed(
    submitted: Claim, county_a: Any, browse: Any, person: Any
) -> None:
    address = f"/admin/cases/{submitted.lines.get().about_id}/"
    told = "人民调解以案定补"
    assert told in browse(county_a, "jia-mediator").get(address).content.decode()
    assert told in browse(county_a, "jia-supervisor").get(address).content.decode()
    assert browse(county_a, "jia-lawyer").get(address).status_code == 404
