from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.utils import timezone

from services.cases.actions.bring_in import Concluded, bring_in
from services.cases.actors import Doer, member
from services.cases.models import Case
from services.directory.models import Mediator, Organisation
from tenants.models import Tenant, User

TEXT = (
    "双方因宅基地边上的一排杨树发生争执，树根伸到对方院墙下面把墙拱裂，为此吵过三回，村干部量过树和墙的距离，"
    "双方同意秋后由栽树的一方把树移走，砌墙的料钱各出一半，工由两家一起出，以后在界线两侧各留一步不栽高树"
)
_numbers = count(1)


@pytest.fixture
def supervisor(inside_a: Tenant, person: Callable[[str], User]) -> Doer:
    return member(person("jia-supervisor"), None, frozenset({"supervisor"}))


@pytest.fixture
def officer(inside_a: Tenant, person: Callable[[str], User]) -> Doer:
    return member(person("jia-case_officer"), None, frozenset({"case_officer"}))


@pytest.fixture
def mediator(inside_a: Tenant) -> Mediator:
    committee = Organisation.objects.create(
        tenant=inside_a, name="甲县河口镇人民调解委员会", kind="township_mediation_committee",
        division=inside_a.division,
    )  # fmt: skip
    return Mediator.objects.create(
        tenant=inside_a, organisation=committee, name="赵守礼", phone="13900000007", started_on="2020-01-01"
    )


def settled(
    officer: Doer, mediator: Mediator, *, text: str = "", phones: tuple[str, str] = ("", ""), **more: Any
) -> Case:
    """A mediation of an old register, closed with an agreement."""
    number = next(_numbers)
    opened: datetime = more.pop("opened", timezone.now() - timedelta(days=20 + number % 7, minutes=number))
    parties = tuple(
        (side, f"{name}{number}", *([phone] if phone else []))
        for side, name, phone in zip(("applicant", "respondent"), ("申", "被"), phones, strict=True)
    )
    line = Concluded(
        f"（2026）甲旧第{number}号", "PM_GENERAL", "相邻纠纷", "archived", opened, opened + timedelta(days=3),
        mediator=mediator, parties=more.pop("parties", parties), data={"dispute_summary": text} if text else {},
        place_id=mediator.tenant.division_id, **more,
    )  # fmt: skip
    return bring_in([line], doer=officer)[0]
