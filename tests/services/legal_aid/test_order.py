"""The order of candidates: each criterion decides between two who are equal in all before it."""

from dataclasses import replace
from datetime import date
from itertools import pairwise, permutations

import pytest
from django.core.exceptions import ValidationError

from services.legal_aid.candidates import Candidate, Facts, Need, Score, rank
from services.legal_aid.models import AidSettings

NEED = Need(matters=("wages", "labour"), matter="拖欠工资", language="miao", language_name="苗语")
HIGH, LOW, UNSURE = Score(92, 12), Score(55, 9), Score(100, 2)

# Each pair: better, worse, all else equal.
CRITERIA = {
    "full time": ({"full_time": True}, {}),
    "fifty records and content": (
        {"consultations": 50, "satisfaction": HIGH},
        {"consultations": 49, "satisfaction": HIGH},
    ),
    "good work": ({"reviews": HIGH}, {"reviews": UNSURE}),
    "nothing against": ({}, {"complaints": 1}),
    "not unqualified": ({"reviews": HIGH}, {"reviews": HIGH, "unqualified": 1}),
    "not low": ({"satisfaction": UNSURE}, {"satisfaction": LOW}),
    "language": ({"languages": ("miao",)}, {"languages": ("yi",)}),
    "field": ({"matters": ("labour",)}, {"matters": ("land",)}),
    "load": ({"open_cases": 2}, {"open_cases": 3}),
    "near": ({"steps": 1}, {"steps": 2}),
    "longest ago": ({"last_assigned": date(2026, 1, 1)}, {"last_assigned": date(2026, 1, 2)}),
}


def places(people: list[Facts], need: Need = NEED) -> list[int]:
    return [one.key for one in rank(people, need) if one.place]


def said(one: Candidate) -> list[tuple[str, str]]:
    return [(reason.text, reason.clause) for reason in one.reasons]


@pytest.mark.parametrize("name", CRITERIA)
def test_between_equals_the_criterion_decides(name: str) -> None:
    better, worse = CRITERIA[name]
    assert places([Facts(1, "劣", **worse), Facts(2, "优", **better)]) == [2, 1]


LINE = (
    "full time",
    "fifty records and content",
    "nothing against",
    "language",
    "field",
    "load",
    "near",
    "longest ago",
)


@pytest.mark.parametrize(("earlier", "later"), list(pairwise(LINE)))
def test_an_earlier_criterion_outweighs_a_later_one(earlier: str, later: str) -> None:
    (better, worse), (ahead, behind) = CRITERIA[earlier], CRITERIA[later]
    assert places([Facts(1, "甲", **{**ahead, **worse}), Facts(2, "乙", **{**behind, **better})]) == [2, 1]


def test_many_records_without_content_people_give_no_priority() -> None:
    many = Facts(2, "甲", consultations=80, satisfaction=UNSURE)
    assert places([Facts(1, "乙"), many]) == [1, 2]


def test_the_same_list_whatever_the_order_it_came_in() -> None:
    people = [Facts(1, "甲", open_cases=1), Facts(2, "乙"), Facts(3, "丙", full_time=True), Facts(4, "丁")]
    assert {tuple(places([*line])) for line in permutations(people)} == {(3, 2, 4, 1)}


def test_who_is_barred_stands_last_with_the_reason_and_no_place() -> None:
    barred = Facts(1, "甲", full_time=True, barred=("暂不指派期间（R第十九条）",))
    first, last = rank([barred, Facts(2, "乙")], NEED)
    assert (first.key, first.place) == (2, 1)
    assert (last.key, last.place, last.excluded, last.reasons) == (1, None, barred.barred, ())


def test_reasons_are_plain_words_with_figures_and_clauses() -> None:
    one = Facts(
        1, "甲", full_time=True, matters=("wages",), languages=("miao",), open_cases=3, consultations=62,
        satisfaction=HIGH, reviews=Score(88.5, 4), steps=1, last_assigned=date(2026, 10, 8),
    )  # fmt: skip
    assert said(rank([one], NEED)[0]) == [
        ("专职法律援助律师优先", "R第四条"),
        ("咨询记录62份（满50份）且满意度92分，优先", "R第二十一条"),
        ("近一年评查均分88.5，4件", "R第二十二条"),
        ("近一年满意度92分，12份", ""),
        ("会说苗语", ""),
        ("专长拖欠工资", ""),
        ("在办3件", ""),
        ("同一乡镇", ""),
        ("上次指派2026-10-08", ""),
    ]


@pytest.mark.parametrize(
    ("wrong", "field"), [({"high": 60, "low": 60}, "high"), ({"few": 2}, "few"), ({}, None)]
)
def test_numbers_of_a_county_make_sense(wrong: dict[str, int], field: str | None) -> None:
    try:
        AidSettings(**wrong).full_clean(exclude=["site"], validate_unique=False)
    except ValidationError as error:
        assert [*error.error_dict] == [field]
    else:
        assert field is None


def test_a_county_that_sets_other_numbers_gets_another_order() -> None:
    people = [Facts(1, "甲"), Facts(2, "乙", consultations=30, satisfaction=Score(82, 5))]
    assert places(people) == [1, 2]
    assert places(people, replace(NEED, threshold=30, high=80)) == [2, 1]
