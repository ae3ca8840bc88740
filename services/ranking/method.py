"""How a board is reckoned, in words made from its formula, with an example reckoned by the script itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from services.ranking import recompute
from services.ranking.citing import Cited, cited
from services.ranking.formula import WHOLE, Formula, Measure, weighing
from services.ranking.points import parts
from services.ranking.words import COUNTS, least_of

# Somebody invented, with enough of everything to be ranked.
INVENTED: Mapping[str, str] = {
    "cases": "6", "assessed": "6", "qualified": "5", "due": "8", "in_time": "7", "voices": "4", "voice_points": "385",
    "reviews": "1", "review_points": "90", "complaints": "1", "consultations": "10", "hours": "12.5",
    "performances": "4", "performed": "3",
}  # fmt: skip


@dataclass(frozen=True)
class Explained:
    """One measure: `rule` how it is reckoned, `prior` what everybody starts with, `sum` the invented one's."""

    code: str
    name: str
    words: str
    weight: int
    deducts: bool
    rule: str
    prior: str
    clauses: list[Cited]
    sum: str
    points: Any


@dataclass(frozen=True)
class Method:
    board: str
    formula: Formula
    measures: list[Explained]
    minimum: list[str]
    basis: list[Cited]
    score: str


def method(formula: Formula) -> Method:
    example = _enough(formula)
    reckoned = {one.measure["code"]: one.points for one in parts(example, formula)}
    (row,) = recompute.ranking([example | {"code": "-"}], formula)
    return Method(
        board=formula["board"],
        formula=formula,
        measures=[_explained(one, example, reckoned[one["code"]]) for one in weighing(formula)],
        minimum=[least_of(count, least) for count, least in formula["minimum"].items()],
        basis=cited(formula.get("basis", ())),
        score=row["score"],
    )


def _enough(formula: Formula) -> dict[str, str]:
    least = formula["minimum"]
    return {
        code: str(max(float(told), least.get(code, 0))).removesuffix(".0") for code, told in INVENTED.items()
    }


def _explained(measure: Measure, example: Mapping[str, str], points: Any) -> Explained:
    kind = measure["kind"]
    return Explained(
        code=measure["code"],
        name=measure["name"],
        words=measure.get("words", ""),
        weight=measure["weight"],
        deducts=kind == "deduction",
        rule=RULES[kind](measure),
        prior=_prior(measure) if kind == "share" else "",
        clauses=cited(measure.get("basis", "")),
        sum=SUMS[kind](measure, example),
        points=points,
    )


def _called(count: str) -> dict[str, Any]:
    name, unit = COUNTS[count]
    return {"name": name, "unit": unit}


def _share(measure: Measure) -> str:
    good, of = _called(measure["good"]), _called(measure["of"])
    words = {
        "good": good["name"],
        "of": of["name"],
        "full": measure.get("full", 1),
        "weight": measure["weight"],
    }
    if words["full"] == 1:
        return _("%(good)s ÷ %(of)s × %(weight)s分") % words
    return _("%(good)s ÷ (%(of)s × %(full)s) × %(weight)s分") % words


def _amount(measure: Measure) -> str:
    words = _called(measure["count"]) | {"cap": measure["cap"], "weight": measure["weight"]}
    return _("满%(cap)s%(unit)s得%(weight)s分，不满的按比例，再多不加分") % words


def _deduction(measure: Measure) -> str:
    most = measure["cap"] * measure["weight"]
    words = _called(measure["count"]) | {"weight": measure["weight"], "most": most}
    return _("每%(unit)s扣%(weight)s分，最多扣%(most)s分") % words


def _prior(measure: Measure) -> str:
    prior, unit = measure["prior"], COUNTS[measure["of"]][1]
    if measure.get("full", 1) == WHOLE:
        mean = f"{prior['good'] / prior['of']:.1f}".removesuffix(".0")
        words = {"of": prior["of"], "unit": unit, "mean": mean}
        return _("每人先按%(of)s%(unit)s、平均%(mean)s分计入，避免一两%(unit)s定高低。") % words
    words = {"of": prior["of"], "unit": unit, "good": prior["good"]}
    return _("每人先按%(of)s%(unit)s、其中%(good)s%(unit)s合格计入，避免一两%(unit)s定高低。") % words


def _sum_of_share(measure: Measure, counts: Mapping[str, str]) -> str:
    prior, full = measure["prior"], measure.get("full", 1)
    good, of = counts[measure["good"]], counts[measure["of"]]
    below = f"({of} + {prior['of']})" + (f" ÷ {full}" if full != 1 else "")
    return f"({good} + {prior['good']}) ÷ {below} × {measure['weight']}"


def _sum_of_amount(measure: Measure, counts: Mapping[str, str]) -> str:
    done = min(float(counts[measure["count"]]), measure["cap"])
    return f"{done:g} ÷ {measure['cap']} × {measure['weight']}"


def _sum_of_deduction(measure: Measure, counts: Mapping[str, str]) -> str:
    done = min(float(counts[measure["count"]]), measure["cap"])
    return f"− {done:g} × {measure['weight']}"


RULES = {"share": _share, "amount": _amount, "deduction": _deduction}
SUMS = {"share": _sum_of_share, "amount": _sum_of_amount, "deduction": _sum_of_deduction}
