from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.declarations import conditions
from services.declarations.conditions import Combination, Comparison, holds, is_blank
from services.declarations.table import Declared, MalformedDeclaration


def read(data):
    declared = Declared("c", data)
    found = conditions.read(declared.table())
    declared.settle()
    return found


@pytest.mark.parametrize(
    ("operator", "wanted", "met", "unmet"),
    [
        ("is", "a", ["a"], ["b", None, 1]),
        ("is_not", "a", ["b", None], ["a"]),
        ("in", ["a", "b"], ["a"], ["c", None, ["a"]]),
        ("contains", "a", [["a", "b"], "cab"], [["b"], None, 3]),
        ("at_least", 10, [10, "10.0", Decimal("10.5"), "1,000"], [9, "x", None, True, float("nan")]),
        ("at_most", 10, [10, "-3"], [11, ""]),
        ("before", "2026-01-02", ["2026-01-01", date(2026, 1, 1)], ["2026-01-02", "", None, 5]),
        ("after", "2026-01-02", ["2026-01-03"], ["2026-01-02", None]),
        ("filled", True, ["x", 0, True], ["", " ", None, [], False]),
        ("filled", False, ["", None], ["x"]),
    ],
)
def test_comparisons(operator, wanted, met, unmet):
    condition = read({"field": "f", operator: wanted})
    assert [holds(condition, {"f": value}) for value in met] == [True] * len(met)
    assert [holds(condition, {"f": value}) for value in unmet] == [False] * len(unmet)


def test_combinations():
    both = read(
        {"all": [{"field": "a", "is": 1}, {"any": [{"field": "b", "is": 2}, {"field": "c", "is": 3}]}]}
    )
    assert both == Combination(
        "all",
        (Comparison("a", "is", 1), Combination("any", (Comparison("b", "is", 2), Comparison("c", "is", 3)))),
    )
    assert [*conditions.fields(both)] == ["a", "b", "c"]
    assert holds(both, {"a": 1, "c": 3}) and not holds(both, {"a": 1}) and not holds(both, {"b": 2})
    assert holds(None, {})


@pytest.mark.parametrize(
    "data",
    [{}, {"field": "a"}, {"is": 1}, {"field": "a", "is": 1, "in": []}, {"field": "a", "over": 1}, {"all": []}, {"any": 3}],
)  # fmt: skip
def test_what_is_not_a_condition_is_refused(data):
    with pytest.raises(MalformedDeclaration):
        read(data)


anything = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers()) | st.dates()
)


@given(st.sampled_from(conditions.OPERATORS), anything, anything)
def test_a_comparison_never_raises(operator, wanted, value):
    assert holds(Comparison("f", operator, wanted), {"f": value}) in (True, False)


def test_blank():
    assert all(map(is_blank, [None, "", " \n", [], {}, (), False]))
    assert not any(map(is_blank, [0, "0", [0], True, 0.0]))
