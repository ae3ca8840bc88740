"""What may point to a sham: the same person on both sides, the same two again and again."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from services.cases.actions.name_handler import name_handler
from services.cases.actions.open_case import Opening, PartyData, open_case
from services.cases.actors import Doer
from services.cases.models import Case, Party
from services.cases.queries.red_flags import red_flags
from tenants.models import Tenant, User
from tenants.scope import in_tenant

pytestmark = pytest.mark.django_db

PHONE, OTHER = "+8613800000001", "+8613800000002"


def quarrel(officer: Doer, *people: PartyData, days_ago: int = 0, procedure: str = "PM_GENERAL") -> Case:
    now = timezone.now() - timedelta(days=days_ago)
    return open_case(Opening(procedure=procedure, parties=people), doer=officer, now=now).case


def pair(phone: str = PHONE, other: str = OTHER, **more: Any) -> tuple[PartyData, PartyData]:
    return (
        PartyData("申甲", phone=phone, **more),
        PartyData("被乙", side=Party.Side.RESPONDENT, phone=other, **more),
    )


def test_two_strangers_raise_no_flag(inside_a: Tenant, officer: Doer) -> None:
    assert red_flags(quarrel(officer, *pair())) == []
    assert red_flags(quarrel(officer, *pair("", ""))) == []


def test_one_phone_or_one_number_on_both_sides(inside_a: Tenant, officer: Doer) -> None:
    assert red_flags(quarrel(officer, *pair(PHONE, PHONE))) == ["双方填写了同一个电话：申甲、被乙"]
    same = pair(identity_number="11010119900307123X")
    assert red_flags(quarrel(officer, *same)) == ["双方填写了同一个证件号码：申甲、被乙"]


def test_the_same_two_three_times_in_ninety_days(inside_a: Tenant, officer: Doer) -> None:
    quarrel(officer, *pair(), days_ago=91)
    quarrel(officer, *pair(), days_ago=60)
    case = quarrel(officer, *pair())
    assert red_flags(case) == []
    quarrel(officer, *pair(OTHER, PHONE), days_ago=30)
    assert red_flags(case) == ["同样的双方在前后90天内有3件纠纷"]


def test_what_follows_a_case_is_not_another_quarrel(inside_a: Tenant, officer: Doer) -> None:
    first, second = quarrel(officer, *pair()), quarrel(officer, *pair())
    open_case(Opening(procedure="JC_OFFLINE", parties=pair(), parent=first), doer=officer)
    assert red_flags(second) == []


def test_legal_aid_has_no_two_sides_and_the_other_county_counts_for_itself(
    inside_a: Tenant, county_b: Tenant, officer: Doer
) -> None:
    assert red_flags(quarrel(officer, *pair(PHONE, PHONE), procedure="LA_CASE")) == []
    with in_tenant(county_b):
        for _time in range(3):
            quarrel(officer, *pair())
    assert red_flags(quarrel(officer, *pair())) == []


def test_the_hint_stands_inside_and_only_for_whoever_opens_the_case(
    inside_a: Tenant,
    officer: Doer,
    browse: Callable,
    county_a: Tenant,
    county_b: Tenant,
    person: Callable[[str], User],
) -> None:
    case = quarrel(officer, *pair(PHONE, PHONE))
    address = f"/admin/cases/{case.pk}/"
    shown = browse(county_a, "jia-case_officer").get(address).content.decode()
    assert "双方填写了同一个电话：申甲、被乙" in shown
    assert browse(county_a, "jia-mediator").get(address).status_code == 404
    assert browse(county_b, "yi-case_officer").get(address).status_code == 404
    name_handler(case, "mediator", doer=officer, user=person("jia-mediator"))
    assert "请留意" in browse(county_a, "jia-mediator").get(address).content.decode()
    assert (
        "请留意"
        not in browse(county_a, "jia-case_officer")
        .get(f"/admin/cases/{quarrel(officer, *pair('', '')).pk}/")
        .content.decode()
    )
