"""What a ranking is reckoned from, as data: shipped in `library/`, changed by a county, printed with every edition.

A formula is plain JSON, because it is published as it is. `faults` says in words what is wrong with one. Pure Python.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

Formula = Mapping[str, Any]
Measure = Mapping[str, Any]

# What can be counted for each board, and nothing else: no points for using an application, no likes, no hours online.
COMMON = (
    "cases", "due", "in_time", "voices", "voice_points", "reviews", "review_points", "complaints",
)  # fmt: skip
COUNTS: Mapping[str, tuple[str, ...]] = {
    "lawyers": (*COMMON, "assessed", "qualified", "consultations", "hours"),
    "mediators": (*COMMON, "performances", "performed"),
    "committees": (*COMMON, "performances", "performed"),
}
KINDS: Mapping[str, tuple[str, ...]] = {
    "share": ("good", "of"),
    "amount": ("count",),
    "deduction": ("count",),
}
WHOLE = 100
# Fewer would show what single people said.
FEWEST_VOICES = 3
DAYS = (3, 60)
# A ranking that hangs on one number, or on what is taken off, is none.
MOST_OF_ONE = 60
MOST_OFF = 40
LEAST_SHARES = 2
LEAST_CAP = {"amount": 5, "deduction": 1}


@cache
def shipped(board: str) -> Formula:
    """KeyError for a board that is not in the library."""
    if board not in COUNTS:
        raise KeyError(board)
    return tomllib.loads((Path(__file__).parent / "library" / f"{board}.toml").read_text("utf-8"))


def counts_of(formula: Formula) -> list[str]:
    """The counts a formula asks for, in the order in which inputs.csv has them."""
    asked = {*formula["minimum"]}
    for measure in formula["measures"]:
        asked |= {measure[part] for part in KINDS[measure["kind"]]}
    return [code for code in COUNTS[formula["board"]] if code in asked]


def faults(formula: Formula) -> Iterator[tuple[str, str]]:
    """Pairs of the place and what is wrong there: `weight`, `kind`, `count`, `cap`, `prior`, `minimum`, `sum`,
    `days`, `most` of one measure, `shares` too few, `off` too much."""
    known = COUNTS[formula["board"]]
    for measure in formula["measures"]:
        code, kind = measure["code"], measure["kind"]
        if kind not in KINDS:
            yield code, "kind"
            continue
        if any(measure.get(part) not in known for part in KINDS[kind]):
            yield code, "count"
        if not 0 <= measure["weight"] <= WHOLE:
            yield code, "weight"
        if kind != "deduction" and measure["weight"] > MOST_OF_ONE:
            yield code, "most"
        if kind != "share" and measure.get("cap", 0) < LEAST_CAP[kind]:
            yield code, "cap"
        if kind == "share" and not _fair(measure):
            yield code, "prior"
    yield from _faults_of_limits(formula, known)
    yield from _faults_of_all(formula["measures"])


def _faults_of_all(measures: Sequence[Measure]) -> Iterator[tuple[str, str]]:
    if sum(one["weight"] for one in measures if one["kind"] != "deduction") != WHOLE:
        yield "weights", "sum"
    if sum(one["kind"] == "share" and one["weight"] > 0 for one in measures) < LEAST_SHARES:
        yield "weights", "shares"
    if most_off(measures) > MOST_OFF:
        yield "weights", "off"


def most_off(measures: Sequence[Measure]) -> int:
    """Points that can be taken off, all deductions together."""
    return sum(one["weight"] * one.get("cap", 0) for one in measures if one["kind"] == "deduction")


def weighing(formula: Formula) -> list[Measure]:
    """The measures that say something; a county may have set others to nothing."""
    return [one for one in formula["measures"] if one["weight"]]


def _faults_of_limits(formula: Formula, known: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for count, least in formula["minimum"].items():
        if count not in known or least < (FEWEST_VOICES if count == "voices" else 1):
            yield count, "minimum"
    if "voices" not in formula["minimum"] and "voices" in counts_of(formula):
        yield "voices", "minimum"
    if not DAYS[0] <= formula["objection_days"] <= DAYS[1]:
        yield "objection_days", "days"


def _fair(measure: Mapping[str, Any]) -> bool:
    """The average cases added to everybody's lie between none good and all good."""
    prior, full = measure["prior"], measure.get("full", 1)
    return prior["of"] >= 1 and 0 <= prior["good"] <= prior["of"] * full and full > 0
