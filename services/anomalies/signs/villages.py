"""More quarrels in a village than one would expect. Harmless: a flood, a demolition, a new road.

Two comparisons, because either alone can be got round: with the village's own other months, and, for a village
that invents them all the year round, with the other villages.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from math import exp
from statistics import median

from services.anomalies.signs.told import STRONG, WEAK, County, Sign, Told, in_month, keys
from services.cases.wording import on_record

LEAST = 6
RARE = 1e-4
VILLAGES = 4
ONE_MEDIATOR = 0.8


def villages(cases: list[Told], county: County) -> Iterator[Sign]:
    by: dict[str, list[Told]] = defaultdict(list)
    for case in cases:
        if case.place:
            by[case.place].append(case)
    months = sorted({f"{case.opened_at:%Y-%m}" for case in cases})
    yield from _bursts(by, months)
    yield from _levels(by, len(months), county)


def _bursts(by: dict[str, list[Told]], months: list[str]) -> Iterator[Sign]:
    counts = {place: Counter(month for month, _quarrel in _quarrels(some)) for place, some in by.items()}
    for month in months:
        others = [counts[place][month] for place in by]
        for place, some in by.items():
            own = [counts[place][one] for one in months if one != month]
            count = counts[place][month]
            usual = max(median(own) if len(own) >= 3 else 0, median(others))
            if count >= LEAST and poisson_tail(count, max(usual, 0.5)) < RARE and count >= 3 * usual:
                there = [case for case in some if f"{case.opened_at:%Y-%m}" == month]
                words = {
                    "place": there[0].place_name,
                    "month": in_month(there[0].opened_at),
                    "count": count,
                    "usual": _usual(usual),
                }
                text = on_record("%(place)s：通常一个月%(usual)s，%(month)s有%(count)d件。") % words
                yield _sign("village_month", f"village_month:{place}:{month}", there, text)


def _quarrels(some: list[Told]) -> set[tuple[str, object]]:
    return {(f"{case.opened_at:%Y-%m}", case.quarrel) for case in some}


def _levels(by: dict[str, list[Told]], months: int, county: County) -> Iterator[Sign]:
    """By inhabitants where those of every village are known, else by the middle village."""
    if len(by) < VILLAGES:
        return
    known = all(county.inhabitants.get(place) for place in by)
    rates = {
        place: len(some) / county.inhabitants[place] * 1000 if known else float(len(some))
        for place, some in by.items()
    }
    usual = median(rates.values())
    everything = sum(len(some) for some in by.values())
    for place, some in by.items():
        if len(some) < LEAST * 2 or rates[place] < county.limits.times_usual * usual:
            continue
        words = {
            "place": some[0].place_name,
            "months": months,
            "count": len(some),
            "part": round(100 * len(some) / everything),
            "usual": _plain(usual),
            "rate": _plain(rates[place]),
        }
        text = on_record("%(place)s：%(months)d个月有%(count)d件，占全部的%(part)d%%；") % words + (
            on_record("每千人%(rate)s件，一般的村%(usual)s件。") % words
            if known
            else on_record("一般的村%(usual)s件。") % words
        )
        yield _sign("village_share", f"village_share:{place}", some, text)


def _sign(kind: str, key: str, some: list[Told], text: str) -> Sign:
    """A count alone is weak: rain falls on a whole village. One mediator behind nearly all of it is not the weather."""
    mediator, most = Counter(case.mediator for case in some).most_common(1)[0]
    alone = bool(mediator) and most >= ONE_MEDIATOR * len(some)
    if alone:
        words = {
            "name": next(case.mediator_name for case in some if case.mediator == mediator),
            "count": most,
        }
        text += on_record("其中%(count)d件由%(name)s一人承办。") % words
    return Sign(kind, key, keys(some), STRONG - 1 if alone else WEAK, text, mediator if alone else "")


def poisson_tail(count: int, usual: float) -> float:
    """How likely it is to see so many or more where so many are usual."""
    term, below = exp(-usual), 0.0
    for place in range(count):
        below += term
        term *= usual / (place + 1)
    return max(0.0, 1.0 - below)


def _usual(number: float) -> str:
    return on_record("%(count)s件") % {"count": _plain(number)} if number >= 1 else on_record("不到1件")


def _plain(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
