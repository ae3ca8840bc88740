from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from services.cases.actions.open_case import Opened, Opening, PartyData, open_case
from services.cases.actors import member
from services.cases.models import Case, Party
from tenants.models import Tenant, User
from tenants.scope import in_tenant

Open = Callable[..., Opened]


@pytest.fixture
def desk(browse, county_a: Tenant) -> Callable[[str], Client]:
    """`desk("mediator")`: somebody of county A at the back office."""
    return lambda role: browse(county_a, f"jia-{role}")


@pytest.fixture
def new_case(person: Callable[[str], User]) -> Open:
    """Opened by the officer of the county whose scope is open."""

    def opened(title: str = "相邻排水纠纷", *, days_ago: int = 0, slug: str = "jia", **more) -> Opened:
        doer = member(person(f"{slug}-case_officer"), None, frozenset({"case_officer"}))
        said = {
            "procedure": "PM_GENERAL",
            "values": {"dispute_summary": "屋檐滴水"},
            "parties": people(),
            **more,
        }
        return open_case(
            Opening(title=title, **said), doer=doer, now=timezone.now() - timedelta(days=days_ago)
        )

    return opened


def people(name: str = "申甲") -> tuple[PartyData, ...]:
    return (
        PartyData(
            name,
            phone="+8613800000001",
            identity_number="11010119900307123X",
            address="甲县青石镇石桥村3组12号",
        ),
        PartyData("被乙", side=Party.Side.RESPONDENT, phone="+8613800000002"),
    )


@pytest.fixture
def case_of_b(county_b: Tenant, new_case: Open) -> Case:
    with in_tenant(county_b):
        return new_case("乙县的秘密", slug="yi").case
