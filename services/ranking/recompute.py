"""Reckons a ranking from its inputs and its formula, with nothing but Python's own library.

In a downloaded edition:  python3 recompute.py > mine.csv   – then mine.csv and ranking.csv are the same, byte for byte.
The portal itself reckons with this very file. Fractions are exact; only what is shown is rounded, halves upwards.
"""

import csv
import io
import json
import sys
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from pathlib import Path

Z = Decimal("1.96")  # of a normal distribution: nineteen times in twenty
EXACT = Context(prec=40)


def ranking(inputs, formula):
    """The rows of ranking.csv. `inputs`: one mapping of text to text for each person, `code` among them."""
    rows = [_row(one, formula) for one in inputs]
    rows.sort(key=lambda row: (-Decimal(row["score"] or -1), row["code"]))
    for place, row in enumerate(rows):
        if row["score"]:
            same = place and rows[place - 1]["score"] == row["score"]
            row["rank"] = rows[place - 1]["rank"] if same else str(place + 1)
    return rows


def columns(formula):
    names = ["rank", "code", "score"]
    for measure in formula["measures"]:
        parts = ("", "_low", "_high") if measure["kind"] == "share" else ("",)
        names += [measure["code"] + part for part in parts]
    return names


def written(rows, names):
    file = io.StringIO()
    table = csv.DictWriter(file, names, lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return file.getvalue()


def _row(person, formula):
    """Below the minimum nobody is ranked, and nothing but that is said."""
    row = dict.fromkeys(columns(formula), "") | {"code": person["code"]}
    if any(_number(person, count) < least for count, least in formula["minimum"].items()):
        return row
    score = Fraction(0)
    for measure in formula["measures"]:
        value, said = VALUES[measure["kind"]](person, measure)
        score += value * Fraction(measure["weight"])
        for part, one in zip(("", "_low", "_high"), said):  # noqa: B905 (runs on old Pythons, too)
            row[measure["code"] + part] = one
    return row | {"score": _shown(max(score, Fraction(0)), 2)}


def _share(person, measure):
    """Of so many cases that count, with some average ones added to all: one case makes or breaks nobody."""
    full, of = Fraction(measure.get("full", 1)), _number(person, measure["of"])
    good, prior = _number(person, measure["good"]) / full, measure["prior"]
    value = (good + Fraction(prior["good"]) / full) / (of + Fraction(prior["of"]))
    said = [_shown(100 * part, 1) for part in (good / of, *_interval(good / of, of))] if of else [""]
    return value, said


def _amount(person, measure):
    done, cap = _number(person, measure["count"]), Fraction(measure["cap"])
    return min(done, cap) / cap, [_shown(done, measure.get("places", 0))]


def _deduction(person, measure):
    """Its weight is taken off for each."""
    done = _number(person, measure["count"])
    return -min(done, Fraction(measure["cap"])), [_shown(done, 0)]


VALUES = {"share": _share, "amount": _amount, "deduction": _deduction}


def _interval(share, of):
    """Wilson's interval: between what and what the share would lie if there were many more cases."""
    p, n, square = _decimal(share), _decimal(of), Z * Z
    middle = p + square / (2 * n)
    swing = Z * EXACT.sqrt(p * (1 - p) / n + square / (4 * n * n))
    return tuple(Fraction((middle + sign * swing) / (1 + square / n)) for sign in (-1, 1))


def _decimal(number):
    return EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))


def _number(person, count):
    return Fraction(person[count] or 0)


def _shown(number, places):
    return str(_decimal(number).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))


if __name__ == "__main__":
    here = Path(__file__).parent
    said = json.loads((here / "formula.json").read_text("utf-8"))
    with (here / "inputs.csv").open(encoding="utf-8", newline="") as file:
        found = ranking(csv.DictReader(file), said)
    sys.stdout.buffer.write(written(found, columns(said)).encode())
