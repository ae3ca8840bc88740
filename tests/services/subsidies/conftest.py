from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.cases.actions.bring_in import Concluded, bring_in
from services.cases.actors import SYSTEM, member
from services.cases.models import Case
from services.directory.kinds import OrganisationKind
from services.directory.models import Lawyer, Mediator, Organisation
from services.subsidies import beneath
from services.subsidies.models import Rate, SchemeRule
from tenants.models import Division, Tenant, User

CLOSED = datetime(2026, 5, 20, 8, 0, tzinfo=UTC)
OPENED = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
NOW = datetime(2026, 7, 6, 1, 0, tzinfo=UTC)


@pytest.fixture
def officer(inside_a: Tenant, person: Callable[[str], User]) -> User:
    return person("jia-case_officer")


@pytest.fixture
def admin(inside_a: Tenant, person: Callable[[str], User]) -> User:
    return person("jia-county_admin")


@pytest.fixture
def committee(inside_a: Tenant) -> Organisation:
    return Organisation.objects.create(
        tenant=inside_a,
        kind=OrganisationKind.TOWNSHIP_COMMITTEE,
        name="南滩镇调委会",
        division=inside_a.division,
    )


@pytest.fixture
def mediator(inside_a: Tenant, committee: Organisation, person: Callable[[str], User]) -> Mediator:
    return Mediator.objects.create(
        tenant=inside_a, organisation=committee, name="罗调解", certificate="T1", user=person("jia-mediator")
    )


@pytest.fixture
def lawyer(inside_a: Tenant, person: Callable[[str], User]) -> Lawyer:
    firm = Organisation.objects.create(
        tenant=inside_a, kind=OrganisationKind.LAW_FIRM, name="渡口所", division=inside_a.division
    )
    return Lawyer.objects.create(
        tenant=inside_a,
        firm=firm,
        name="程律师",
        licence="L1",
        licensed_on=date(2015, 1, 1),
        user=person("jia-lawyer"),
    )


@pytest.fixture
def reviewed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every dossier has passed its review."""
    monkeypatch.setattr(beneath, "passed", frozenset)
    monkeypatch.setattr(beneath, "failed", lambda _cases: frozenset())


@pytest.fixture
def in_yunnan(inside_a: Tenant) -> Tenant:
    inside_a.division = Division.objects.create(
        code="530199", name="测试县", level=Division.Level.COUNTY, parent=inside_a.division.parent
    )
    inside_a.save(update_fields=["division"])
    return inside_a


def concluded(number: str, procedure: str = "PM_GENERAL", state: str = "archived", **more: Any) -> Case:
    """A closed case of the second quarter of 2026; a mediation with an agreement unless `data` says otherwise."""
    more = {"data": {"agreed_terms": "改道"}, "closed_at": CLOSED, **more}
    line = Concluded(number, procedure, "相邻纠纷", state, OPENED, **more)
    return bring_in([line], doer=SYSTEM)[0]


def rate(tenant: Tenant, scheme: str = "mediation", **more: Any) -> Rate:
    values = {
        "name": "一般纠纷",
        "least": 200,
        "most": 200,
        "document_number": "甲司发〔2026〕1号",
        "clause": "第三条",
        "since": date(2026, 1, 1),
    }
    return Rate.objects.create(tenant=tenant, scheme=scheme, **values | more)


def rule(tenant: Tenant, scheme: str, **more: Any) -> SchemeRule:
    return SchemeRule.objects.create(tenant=tenant, scheme=scheme, basis="甲司发〔2026〕1号 第五条", **more)


def doer_of(user: User, role: str) -> Any:
    return member(user, None, frozenset({role}))
