"""The formula against figures reckoned by hand, and what must hold for any figures."""

import csv
import io
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.ranking import recompute, sheets
from services.ranking.formula import COUNTS, counts_of, faults, shipped
from services.ranking.points import behind

TWO = {
    "minimum": {"cases": 5},
    "board": "lawyers",
    "measures": [
        {
            "code": "quality", "kind": "share", "good": "qualified", "of": "assessed", "weight": 50,
            "prior": {"good": 4, "of": 5},
        },
        {
            "code": "satisfaction", "kind": "share", "good": "voice_points", "of": "voices", "full": 100,
            "weight": 30, "prior": {"good": 400, "of": 5},
        },
        {"code": "hours", "kind": "amount", "count": "hours", "cap": 25, "places": 1, "weight": 20},
        {"code": "complaints", "kind": "deduction", "count": "complaints", "cap": 4, "weight": 5},
    ],
}  # fmt: skip


def line(code: str, **counts: object) -> dict[str, str]:
    return {"code": code} | {name: str(counts.get(name, 0)) for name in COUNTS["lawyers"]}


ANN = line("a", cases=6, qualified=5, assessed=6, voice_points=385, voices=4, hours="12.5", complaints=1)


def test_a_score_reckoned_by_hand() -> None:
    """50·(5+4)/(6+5) + 30·(3.85+4)/(4+5) + 20·12.5/25 − 5 = 40.9091 + 26.1667 + 10 − 5 = 72.0758."""
    (row,) = recompute.ranking([ANN], TWO)
    assert row == {
        "rank": "1", "code": "a", "score": "72.08",
        "quality": "83.3", "quality_low": "43.6", "quality_high": "97.0",
        "satisfaction": "96.3", "satisfaction_low": "47.3", "satisfaction_high": "99.9",
        "hours": "12.5", "complaints": "1",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("good", "of", "low", "high"),
    [(0, 10, "0.0", "27.8"), (5, 10, "23.7", "76.3"), (10, 10, "72.2", "100.0"), (50, 100, "40.4", "59.6")],
)
def test_the_interval_is_the_one_of_the_tables(good: int, of: int, low: str, high: str) -> None:
    """Wilson's, 95 %, as statistics tables print it."""
    (row,) = recompute.ranking([line("a", cases=9, qualified=good, assessed=of)], TWO)
    assert (row["quality_low"], row["quality_high"]) == (low, high)


def test_below_the_minimum_nobody_is_ranked_and_nothing_else_is_told() -> None:
    first, second = recompute.ranking([line("b", cases=4, qualified=4, assessed=4), ANN], TWO)
    assert (first["code"], first["rank"]) == ("a", "1")
    assert second == dict.fromkeys(recompute.columns(TWO), "") | {"code": "b"}


def test_who_stands_above_is_compared_by_what_counts() -> None:
    """All of five and all of nine passed: the same share, and more points for the nine."""
    few, many = (line(code, assessed=of, qualified=of) for code, of in (("a", 5), ("b", 9)))
    formula = {**TWO, "measures": [one | {"name": one["code"]} for one in TWO["measures"]]}
    assert behind(few, many | {"hours": "1"}, formula) == ["quality（数值一样，件数不同）", "hours"]
    assert behind(many, few, formula) == []


def test_the_same_score_is_the_same_rank_and_the_next_is_skipped() -> None:
    worse = line("d", cases=6)
    rows = recompute.ranking([worse, ANN | {"code": "c"}, ANN | {"code": "b"}], TWO)
    assert [(row["code"], row["rank"]) for row in rows] == [("b", "1"), ("c", "1"), ("d", "3")]


def test_nobody_falls_below_nothing() -> None:
    harsh = {**TWO, "measures": [TWO["measures"][3] | {"weight": 60}]}
    (row,) = recompute.ranking([line("a", cases=5, complaints=4)], harsh)
    assert row["score"] == "0.00"


def people(random_: random.Random, number: int) -> list[dict[str, str]]:
    found = []
    for place in range(number):
        assessed, voices, reviews, due = (random_.randint(0, 20) for _count in range(4))
        found.append(
            line(
                f"p{place:03}",
                cases=random_.randint(3, 30), assessed=assessed, qualified=random_.randint(0, assessed),
                voices=voices, voice_points=sum(random_.choice((0, 70, 85, 100)) for _one in range(voices)),
                reviews=reviews, review_points=sum(random_.randint(0, 100) for _one in range(reviews)),
                due=due, in_time=random_.randint(0, due), consultations=random_.randint(0, 60),
                hours=random_.randint(0, 60), complaints=random_.randint(0, 3),
            )
        )  # fmt: skip
    return found


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_inputs_does_not_matter(random_: random.Random) -> None:
    lines = people(random_, 12)
    mixed = random_.sample(lines, len(lines))
    formula = shipped("lawyers")
    assert recompute.ranking(mixed, formula) == recompute.ranking(lines, formula)


# One more result of the best kind: what is added to the counts of a person.
BETTER = (
    {"cases": 1, "assessed": 1, "qualified": 1},
    {"voices": 1, "voice_points": 100},
    {"reviews": 1, "review_points": 100},
    {"due": 1, "in_time": 1},
    {"consultations": 1},
    {"hours": 3},
)


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(BETTER))
def test_more_good_results_never_lower_a_rank(random_: random.Random, more: dict[str, int]) -> None:
    formula, lines = shipped("lawyers"), people(random_, 12)
    one = random_.choice(lines)
    better = one | {count: str(int(one[count]) + number) for count, number in more.items()}
    rest = [other for other in lines if other is not one]
    ranks = [
        {row["code"]: int(row["rank"] or 999) for row in recompute.ranking([*rest, line_], formula)}
        for line_ in (one, better)
    ]
    assert ranks[1][one["code"]] <= ranks[0][one["code"]]


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_a_complaint_never_raises_a_rank(random_: random.Random) -> None:
    formula, lines = shipped("lawyers"), people(random_, 12)
    one = random_.choice(lines)
    worse = one | {"complaints": str(int(one["complaints"]) + 1)}
    rest = [other for other in lines if other is not one]
    ranks = [
        {row["code"]: int(row["rank"] or 999) for row in recompute.ranking([*rest, line_], formula)}
        for line_ in (one, worse)
    ]
    assert ranks[1][one["code"]] >= ranks[0][one["code"]]


def test_the_script_alone_gives_the_same_bytes(tmp_path: Path) -> None:
    """As somebody does who has downloaded an edition: an empty folder, plain Python, no packages."""
    formula = shipped("lawyers")
    lines = [{key: one[key] for key in ("code", *counts_of(formula))} for one in people(random.Random(4), 60)]
    inputs = sheets.inputs_csv(lines, formula)
    (tmp_path / "inputs.csv").write_text(inputs, "utf-8")
    (tmp_path / "formula.json").write_text(sheets.formula_json(formula), "utf-8")
    (tmp_path / "recompute.py").write_text(sheets.script(), "utf-8")
    ran = subprocess.run(  # noqa: S603 (our own interpreter and our own file)
        [sys.executable, "-I", str(tmp_path / "recompute.py")], capture_output=True, check=True, cwd="/"
    )
    assert ran.stdout == sheets.ranking_csv(sheets.reckoned(inputs, formula), formula).encode()
    assert len(list(csv.DictReader(io.StringIO(ran.stdout.decode())))) == 60


@pytest.mark.parametrize("board", sorted(COUNTS))
def test_what_is_shipped_has_no_faults(board: str) -> None:
    formula = shipped(board)
    assert list(faults(formula)) == []
    assert json.loads(sheets.formula_json(formula)) == formula


@pytest.mark.parametrize(
    ("place", "change", "fault"),
    [
        (0, {"weight": 40}, ("weights", "sum")),
        (0, {"weight": -1}, ("quality", "weight")),
        (0, {"good": "likes"}, ("quality", "count")),
        (0, {"kind": "stars"}, ("quality", "kind")),
        (0, {"prior": {"good": 6, "of": 5}}, ("quality", "prior")),
        (0, {"prior": {"good": 0, "of": 0}}, ("quality", "prior")),
        (4, {"cap": 4}, ("consultations", "cap")),
    ],
)
def test_what_is_wrong_with_a_formula_is_named(place: int, change: dict, fault: tuple[str, str]) -> None:
    formula = shipped("lawyers")
    measures = [dict(one) for one in formula["measures"]]
    measures[place] |= change
    assert fault in list(faults({**formula, "measures": measures}))
