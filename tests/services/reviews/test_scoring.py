from decimal import Decimal

import pytest

from services.reviews.scoring import Read, decide, result_of


def read(score: str, result: str = "passed", *grounds: str) -> Read:
    return Read(Decimal(score), result, grounds)


@pytest.mark.parametrize(
    ("score", "grounds", "unmet", "result"),
    [
        ("60", [], False, "passed"),
        ("59.9", [], False, "failed"),
        ("100", ["paid"], False, "failed"),
        ("100", [], True, "failed"),
    ],
)
def test_a_ground_or_an_unmet_requirement_beats_the_score(score, grounds, unmet, result):
    assert result_of(Decimal(score), grounds=grounds, unmet=unmet, pass_mark=60) == result


def test_two_that_agree_are_averaged_half_up():
    assert decide([read("80.0"), read("80.5")], difference=10).score == Decimal("80.3")


@pytest.mark.parametrize(
    ("first", "second", "agree"),
    [
        (read("80"), read("90"), True),
        (read("80"), read("90.1"), False),
        (read("80"), read("79", "failed", "paid"), False),
    ],
)
def test_a_difference_above_the_number_or_in_the_result_asks_for_a_third(first, second, agree):
    assert (decide([first, second], difference=10) is not None) is agree


def test_the_third_decides():
    third = read("91", "failed", "paid")
    assert decide([read("60"), read("95"), third], difference=10) is third
