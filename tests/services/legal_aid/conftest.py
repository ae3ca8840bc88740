from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from services.booking.models import Resource, Roster, Shift
from services.cases.actions.open_case import Opening, PartyData, open_case
from services.cases.actors import Doer, member
from services.cases.models import Case, Party
from services.directory.models import Lawyer, Organisation
from tenants.models import Tenant, User
from tenants.scope import current_tenant

STEP = {"assigned_on": "2026-03-02", "assistant_name": {"name": "助理"}}


@pytest.fixture
def officer(inside_a: Tenant, person: Callable[[str], User]) -> Doer:
    return member(person("jia-case_officer"), None, frozenset({"case_officer"}))


@pytest.fixture
def firm(inside_a: Tenant) -> Organisation:
    return office("清源律师事务所")


def office(name: str, kind: str = "law_firm") -> Organisation:
    tenant = current_tenant()
    return Organisation.objects.create(tenant=tenant, name=name, kind=kind, division=tenant.division)


@pytest.fixture
def lawyer(firm: Organisation) -> Callable[..., Lawyer]:
    """`lawyer("甲")`: a line of the register of legal aid, without account."""

    def made(name: str, **values: object) -> Lawyer:
        given = {
            "firm": firm, "licence": f"L-{name}", "licensed_on": date(2015, 1, 1), "started_on": date(2020, 1, 1),
            "aid_roster": True,
        }  # fmt: skip
        return Lawyer.objects.create(tenant=current_tenant(), name=name, **(given | values))

    return made


@pytest.fixture
def approved(officer: Doer) -> Case:
    return aid_case(officer)


def aid_case(officer: Doer, applicant: str = "申甲", respondent: str = "被乙", **more: object) -> Case:
    parties = (
        PartyData(applicant, phone="+8613800000001"),
        PartyData(respondent, side=Party.Side.RESPONDENT, **more),
    )
    case = open_case(Opening(procedure="LA_CASE", title="追索工资", parties=parties), doer=officer).case
    return at(case, "approved")


def at(case: Case, state: str) -> Case:
    Case.objects.filter(pk=case.pk).update(state=state)
    case.refresh_from_db()
    return case


def shift_of(
    lawyer: Lawyer, begins: datetime | None = None, *, roster: Roster | None = None, **values: object
) -> Shift:
    """Three hours of duty at a station; now, where no other time is given."""
    begins = begins or timezone.now() - timedelta(hours=1)
    if roster is None:
        roster = Roster.objects.create(
            tenant=lawyer.tenant, name="法院值班", organisation=office("法院律师工作站", "legal_aid_station")
        )
    person, _made = Resource.objects.get_or_create(
        tenant=lawyer.tenant,
        lawyer=lawyer,
        defaults={"name": lawyer.name, "organisation": lawyer.firm, "user": lawyer.user},
    )
    return Shift.objects.create(
        tenant=lawyer.tenant,
        roster=roster,
        resource=person,
        starts_at=begins,
        ends_at=begins + timedelta(hours=3),
        **values,
    )
