import pytest

from services.procedures.load import Vocabulary, read
from services.procedures.overlay import merged
from services.procedures.variants import for_territory, varied
from services.procedures.verify import verify
from tests.services.procedures.small import DATA, small


def test_a_variant_changes_what_it_says_and_nothing_else():
    base = small()
    north = varied(base, "north")
    assert north.numbers["limit_days"].amount == 20
    assert north.numbers["limit_days"].basis == base.numbers["limit_days"].basis
    assert (north.states, north.transitions, north.clocks, north.variants) == (
        base.states, base.transitions, base.clocks, (),
    )  # fmt: skip
    assert north.digest != base.digest
    assert verify(north) == ()


def test_an_unknown_variant_is_an_error():
    with pytest.raises(KeyError):
        varied(small(), "south")


def test_variants_of_a_territory_narrowest_first():
    other = {
        "name": "更北",
        "note": "另定",
        "basis": "甲发〔2020〕1号 七",
        "territories": ["230110"],
        "changes": {},
    }
    procedure = small({"variants": {"farther": other}})
    found = {
        division: [variant.code for variant in for_territory(procedure, division)]
        for division in ("150102", "230110", "230100", "440100")
    }
    assert found == {"150102": ["north"], "230110": ["farther", "north"], "230100": ["north"], "440100": []}


def test_names_only_a_variant_uses_are_part_of_the_version():
    changes = {"transitions": {"finish": {"documents": ["certificate"]}}}
    data = merged(DATA, {"variants": {"north": {"changes": changes}}})
    procedure = read(data, "small", Vocabulary({"documents": {"certificate": "证明书"}}))
    assert varied(procedure, "north").documents["certificate"].name == "证明书"
    assert verify(procedure) == ()


def test_laying_over():
    base = {"a": {"x": 1, "y": [1]}, "b": "文", "c": True, "d": {"z": 1}}
    changes = {"a": {"x": 2, "y": [2]}, "b": {"kind": "k"}, "c": False, "d": False, "e": {"n": 1}}
    assert merged(base, changes) == {
        "a": {"x": 2, "y": [2]}, "b": {"name": "文", "kind": "k"}, "c": False, "e": {"n": 1},
    }  # fmt: skip
    assert base == {"a": {"x": 1, "y": [1]}, "b": "文", "c": True, "d": {"z": 1}}
