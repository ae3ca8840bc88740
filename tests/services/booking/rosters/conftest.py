from datetime import date, datetime, time, timedelta

import pytest

from services.booking.models import BookableService, Resource, Roster, RosterMember, RosterTime
from services.directory.models import Lawyer, Organisation
from tenants.scope import in_tenant
from tests.services.booking.conftest import MONDAY, ZONE

SUNDAY = MONDAY + timedelta(days=6)


def on(day: int, hour: int = 8, minute: int = 30) -> datetime:
    """So many days after the Monday, on the wall clock."""
    return datetime.combine(MONDAY + timedelta(days=day), time(hour, minute), ZONE)


def make_lawyer(tenant, name: str, **values) -> Resource:
    """A lawyer of the talent pool, bookable; `user` is their account."""
    with in_tenant(tenant):
        firm, _made = Organisation.objects.get_or_create(
            tenant=tenant,
            name="清源律师事务所",
            kind="law_firm",
            division=tenant.division,
            phone="0000-7654321",
        )
        user = values.pop("user", None)
        lawyer = Lawyer.objects.create(
            tenant=tenant, name=name, firm=firm, licence=f"L-{name}", started_on=date(2020, 1, 1),
            **{"licensed_on": date(2015, 1, 1), "pool_since": date(2020, 1, 1), **values},
        )  # fmt: skip
        return Resource.objects.create(tenant=tenant, name=name, organisation=firm, lawyer=lawyer, user=user)


def make_roster(tenant, names=("张律师", "李律师", "王律师"), **values) -> Roster:
    with in_tenant(tenant):
        court = Organisation.objects.create(
            tenant=tenant,
            name=f"{tenant.name}人民法院",
            kind="court",
            division=tenant.division,
            phone="0000-1111111",
        )
        roster = Roster.objects.create(
            tenant=tenant, organisation=court,
            **{"name": "法院律师值班", "handed_to": "法院立案庭", "handed_phone": "+8619900000901",
               "pool_only": True, "basis": "卫司发〔2017〕36号附件2第四条", **values},
        )  # fmt: skip
        for day in (0, 2):
            RosterTime.objects.create(
                tenant=tenant, roster=roster, day=day, opens=time(8, 30), closes=time(12)
            )
        for name in names:
            RosterMember.objects.create(tenant=tenant, roster=roster, resource=make_lawyer(tenant, name))
        return roster


@pytest.fixture
def roster(inside_a, friday):
    """Mondays and Wednesdays at the court, three lawyers; the clock stands on the Friday before."""
    return make_roster(inside_a)


@pytest.fixture
def desk(person):
    return person("jia-receptionist")


@pytest.fixture
def duty_service(roster):
    """What citizens book with whoever is on duty at the court."""
    service = BookableService.objects.create(
        tenant=roster.tenant, organisation=roster.organisation, code="court-lawyer", name="法院律师咨询",
        channels=("in_person",), roster=roster,
    )  # fmt: skip
    service.resources.set([one.resource for one in roster.members.all()])
    return service
