from collections.abc import Callable
from typing import Any

import pytest

from services.cases.actions.open_case import Opened, Opening, PartyData, open_case
from services.cases.actors import Doer, member
from services.cases.models import Case, Party
from tenants.models import Tenant, User
from tests.services.cases import stories


@pytest.fixture
def officer(inside_a: Tenant, person: Callable[[str], User]) -> Doer:
    return member(person("jia-case_officer"), None, frozenset({"case_officer"}))


@pytest.fixture
def opened(officer: Doer) -> Opened:
    """A quarrel between two neighbours, registered at the counter."""
    return quarrel(officer)


@pytest.fixture
def case(opened: Opened) -> Case:
    return opened.case


@pytest.fixture
def mediator(person: Callable[[str], User]) -> User:
    return person("jia-mediator")


@pytest.fixture
def at_table(case: Case, officer: Doer, mediator: User) -> Case:
    """The case is being mediated."""
    stories.tell(case, officer, mediator, stories.TO_AGREED[:-1])
    case.refresh_from_db()
    return case


def quarrel(doer: Doer, **more: Any) -> Opened:
    return open_case(
        Opening(
            procedure="PM_GENERAL",
            title="相邻排水纠纷",
            values={"dispute_summary": "屋檐滴水"},
            parties=(
                PartyData("申甲", phone="+8613800000001"),
                PartyData("被乙", side=Party.Side.RESPONDENT, phone="+8613800000002"),
            ),
            **more,
        ),
        doer=doer,
    )
