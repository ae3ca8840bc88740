"""The demo's cases: in every kind of state, told once, with whole chains, and nothing real in them."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.utils import timezone
from pypdf import PdfReader
from wagtail.models import Site

from home.actions import load_demo as loader
from home.actions.load_demo_cases import known_number, load_cases, read
from home.actions.play_demo_case import KNOWN_CODE
from home.demo.days import Days
from home.management.commands.demo_papers import BOUND, PAPERS
from services.cases import chain
from services.cases.models import (
    Case,
    CaseEvent,
    CaseGrant,
    CasePaper,
    Dossier,
    FollowUpOffer,
    Handler,
    Party,
)
from services.cases.queries.citizens import by_code
from services.cases.queries.promise import promise
from services.cases.queries.worklist import in_tab
from services.notices.models import Delivery, Notice
from tenants.models import Membership, Tenant, User
from tenants.scope import in_tenant
from tests.kept import kept_rows

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

COUNTIES = ("yunxi", "pingchuan", "linhai")
# Wednesday afternoon, so that the day of loading is a day of work.
NOW = datetime(2026, 11, 18, 8, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker) -> Iterator[int]:
    """The demo without its pages, loaded once for this module and taken back after it."""
    patch = pytest.MonkeyPatch()
    patch.setattr(loader, "load_pages", lambda entry, tenant, actor: None)
    patch.setattr(loader, "load_cases", lambda progress: None)
    patch.setattr(loader, "load_quality", lambda: 0)
    with kept_rows(django_db_blocker):
        Site.objects.filter(hostname="localhost").update(hostname="elsewhere")
        for number, tenant in enumerate(Tenant.objects.select_related("division")):
            type(tenant.division).objects.filter(pk=tenant.division_id).update(code=f"9799{number + 10}")
        loader.load_demo()
        yield load_cases(NOW)
    patch.undo()


@pytest.fixture(params=COUNTIES)
def county(request: pytest.FixtureRequest, told: int) -> Iterator[Tenant]:
    tenant = Tenant.objects.get(slug=request.param)
    with in_tenant(tenant):
        yield tenant


def state_of(procedure: str, *states: str) -> int:
    return Case.objects.filter(procedure_code=procedure, state__in=states).count()


def test_every_county_gets_its_cases_once(told: int) -> None:
    assert told == len(COUNTIES)
    assert load_cases(NOW) == 0


def test_there_is_a_case_in_every_kind_of_state(county: Tenant) -> None:
    declared = len(read(county.slug))
    assert 14 <= declared <= 17
    assert Case.objects.count() >= declared + 3  # follow-up, revisit, review
    found = {
        "registered": state_of("PM_GENERAL", "registered"),
        "under review": state_of("PM_GENERAL", "under_review"),
        "mediated": state_of("PM_GENERAL", "mediating") + state_of("PM_LABOUR", "mediating"),
        "agreed": state_of("PM_GENERAL", "agreed"),
        "paused": Case.objects.filter(state="suspended", clocks__status="paused").count(),
        "performing": Case.objects.filter(state="performing", instalments__status="done").distinct().count(),
        "archived": state_of("PM_GENERAL", "archived"),
        "confirmation": state_of("JC_OFFLINE", "examining"),
        "complaint": Case.objects.filter(procedure_code="COMPLAINT", is_open=True).count(),
        "legal aid": state_of("LA_CASE", "handling"),
        "supplement": state_of("LA_CASE", "supplementing"),
        "consultation": state_of("LA_DUTY", "answered"),
        "recusal": Handler.objects.exclude(conflict="").exclude(until=None).count(),
        "handed up": CaseGrant.objects.filter(until=None).count(),
    }
    assert [kind for kind, count in found.items() if not count] == []
    assert len(set(Case.objects.values_list("procedure_code", flat=True))) >= 8


def test_a_limit_is_passed_and_the_promise_line_says_so(county: Tenant) -> None:
    late = [case for case in Case.objects.filter(is_open=True) if promise(case, NOW).late]
    assert late
    told = CaseEvent.objects.filter(kind="clock", shown=True)
    assert {event.at for event in told} == {NOW}
    assert promise(late[0], NOW).late[0].next_in_charge


def test_the_archived_case_is_bound(county: Tenant) -> None:
    dossier = Dossier.objects.get()
    assert dossier.case.state == "archived"
    names = [line[0] for line in dossier.catalogue]
    assert {"人民调解受理登记表", "人民调解协议书"} <= set(names)
    assert dossier.pages >= len(names)


def test_an_agreement_is_signed_and_one_waits_for_the_citizen(county: Tenant) -> None:
    agreements = CasePaper.objects.filter(code="mediation_agreement")
    assert set(agreements.values_list("status", flat=True)) == {"signed", "to_sign"}
    waiting = agreements.get(status="to_sign").paper
    seats = {seat["label"] for seat in waiting.seats} - set(
        waiting.signatures.values_list("label", flat=True)
    )
    assert "申请方" in seats
    assert "被申请方" not in seats


def test_everybody_who_works_there_has_something_to_do(county: Tenant) -> None:
    idle = []
    for name in ("officer", "reception", "mediator", "lawyer", "supervisor"):
        user = User.objects.get(username=f"{county.slug}-{name}")
        held = set(Membership.objects.filter(user=user).values_list("role", flat=True))
        if not in_tab("mine", user, held, NOW).exists():
            idle.append(name)
    assert idle == []


def test_the_known_case_opens_with_its_code(county: Tenant) -> None:
    number = known_number(county)
    case = by_code(number, KNOWN_CODE)
    assert case is not None
    assert case.state == "mediating"
    assert case.messages.filter(kind="question", replies=None).count() == 1
    assert by_code(number, "FENG2346") is None
    assert (
        sum(by_code(one, KNOWN_CODE) is not None for one in Case.objects.values_list("number", flat=True))
        == 1
    )


def test_a_citizen_who_signs_in_finds_own_cases(county: Tenant) -> None:
    citizen = User.objects.get(username=f"{county.slug}-citizen1")
    own = Party.objects.filter(user=citizen).values_list("case__procedure_code", flat=True)
    assert len(own) >= 2
    assert known_number(county) in Party.objects.filter(user=citizen).values_list("case__number", flat=True)


def test_accounts_stand_in_cases_under_their_own_names(county: Tenant) -> None:
    foreign = [
        (party.name, party.user.name)
        for party in Party.objects.exclude(user=None).select_related("user")
        if party.name != party.user.name
    ]
    assert foreign == []


def test_chains_hold_and_nothing_happens_in_the_future(county: Tenant) -> None:
    broken = [
        case.number for case in Case.objects.all() if chain.faults(case, case.events.order_by("position"))
    ]
    assert broken == []
    assert not CaseEvent.objects.filter(at__gt=NOW).exists()
    weekend = [event.text for event in CaseEvent.objects.all() if timezone.localdate(event.at).weekday() > 4]
    assert weekend == []


def test_numbers_follow_the_days(county: Tenant) -> None:
    for series in ("民调", "法援"):
        cases = Case.objects.filter(number__contains=series).order_by("opened_at", "pk")
        given = [int(re.search(r"第(\d+)号", case.number)[1]) for case in cases]
        assert given == list(range(1, len(given) + 1))


def test_few_papers_are_made_and_nobody_is_written_to(county: Tenant) -> None:
    assert CasePaper.objects.filter(paper__isnull=False).count() <= 10
    assert not Delivery.objects.exists()
    assert Notice.objects.exists()


def test_papers_of_the_demo_are_written_as_files(told: int, tmp_path: Path, settings: LazySettings) -> None:
    settings.DEMO = True
    call_command("demo_papers", tmp_path, stdout=io.StringIO())
    said = {
        file.stem: "".join(page.extract_text() for page in PdfReader(file).pages).replace(" ", "")
        for file in tmp_path.iterdir()
    }
    assert set(said) == set(PAPERS) | {BOUND}
    assert "签名页" in said["agreement"]
    assert "人民调解协议书" in said["dossier-cover-and-catalogue"]
    assert "柯有田赔偿沈荞花" in said["judicial-confirmation-application"]


def test_offers_lead_on(county: Tenant) -> None:
    performing = Case.objects.get(state="performing")
    taken = FollowUpOffer.objects.filter(case=performing).exclude(opened=None)
    assert "JC_OFFLINE" in taken.values_list("procedure_code", flat=True)


@pytest.mark.parametrize("name", COUNTIES)
def test_people_and_numbers_are_invented(name: str) -> None:
    phones = [party["phone"] for case in read(name) for party in case["parties"] if "phone" in party]
    assert len(set(phones)) == len(phones)
    band = {"yunxi": "4", "pingchuan": "5", "linhai": "6"}[name]
    assert [phone for phone in phones if not re.fullmatch(rf"19900000{band}\d\d", phone)] == []
    text = str(read(name))
    assert set(re.findall(r"\+86(\d+)", text)) <= set(re.findall(r"19900000\d{3}", text))
    assert all(number.startswith("9901") for number in re.findall(r"\b\d{17}[\dX]\b", text))


def test_days_are_those_of_an_office() -> None:
    sunday = Days(datetime(2026, 11, 22, 2, 0, tzinfo=UTC))
    assert str(sunday.day(0)) == "2026-11-20"
    assert str(sunday.day(-2)) == "2026-11-20"
    assert str(sunday.day(6)) == "2026-11-28"
    assert sunday.said({"a": ["day:-3", "day:-3T09:30"], "b": "到{day:6}为止"}) == {
        "a": ["2026-11-19", "2026-11-19T09:30:00"],
        "b": "到11月28日为止",
    }
    assert sunday.moment(0, 5000) <= sunday.now
    early = Days(datetime(2026, 11, 18, 0, 10, tzinfo=UTC))
    assert early.moment(0, 60) == early.now
    assert early.moment(-1, 60) == early.now.replace(hour=1, minute=40) - timedelta(days=1)
