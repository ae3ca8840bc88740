"""The same people again and again. Harmless: some neighbours do quarrel every month; a developer has many opponents."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

from services.anomalies.signs.told import County, Person, Sign, Told, apart, graded, keys
from services.cases.wording import on_record

# A circle of so few people with so many more quarrels than people is worth a look.
CIRCLE_CASES, CIRCLE_EACH = 5, 1.2
ONE_PERSON = 5


def people(cases: list[Told], county: County) -> Iterator[Sign]:
    yield from _same_sides(cases, county)
    yield from _circles(cases)
    yield from _mediator_as_party(cases)


def known_as(person: Person, case: Told) -> str:
    """An identity number is one person's; a name alone is common, so the village stands beside it."""
    return person.identity or f"{person.name}:{person.phone or case.place}"


def _pairs(case: Told) -> set[frozenset[str]]:
    sides = [[known_as(one, case) for one in case.side(side)] for side in ("applicant", "respondent")]
    return {frozenset(pair) for pair in product(*sides) if len(set(pair)) == 2}


def _same_sides(cases: list[Told], county: County) -> Iterator[Sign]:
    """Whichever of them applied."""
    found: dict[frozenset[str], list[Told]] = defaultdict(list)
    for case in cases:
        for pair in _pairs(case):
            found[pair].append(case)
    for some in {keys(some): some for some in found.values()}.values():
        if apart(some) >= county.limits.again:
            first = [person.name for person in some[0].people][:2]
            words = {"names": "、".join(first), "count": len(some)}
            text = on_record("同样的双方（%(names)s）有%(count)d件纠纷。") % words
            strength = graded(apart(some), county.limits.again + 1, county.limits.again + 3)
            yield Sign("same_sides", f"same_sides:{min(keys(some))}", keys(some), strength, text, _only(some))


def _circles(cases: list[Told]) -> Iterator[Sign]:
    """People linked by quarrels of which each has a case with several of the others, by turns on either side."""
    quarrels = [case for case in cases if _pairs(case) and not any(one.organisation for one in case.people)]
    belongs: dict[str, set[str]] = {}
    for case in quarrels:
        joined = set().union(*({one} | belongs.get(one, set()) for pair in _pairs(case) for one in pair))
        belongs.update(dict.fromkeys(joined, joined))
    found: dict[int, list[Told]] = defaultdict(list)
    for case in quarrels:
        found[id(belongs[next(iter(next(iter(_pairs(case)))))])].append(case)
    for some in found.values():
        inside = {one for case in some for pair in _pairs(case) for one in pair}
        if len(inside) > 2 and apart(some) >= max(CIRCLE_CASES, CIRCLE_EACH * len(inside)):
            words = {"people": len(inside), "count": len(some)}
            text = on_record("%(people)d个人轮流作为双方，互相之间有%(count)d件纠纷。") % words
            strength = graded(apart(some), 6, 9)
            yield Sign("circle", f"circle:{min(keys(some))}", keys(some), strength, text, _only(some))


def _mediator_as_party(cases: list[Told]) -> Iterator[Sign]:
    found: dict[str, list[Told]] = defaultdict(list)
    for case in cases:
        if case.mediator_name and any(
            one.name == case.mediator_name and not one.organisation for one in case.people
        ):
            found[case.mediator].append(case)
    for mediator, some in found.items():
        words = {"name": some[0].mediator_name, "count": len(some)}
        text = on_record("%(count)d件纠纷的当事人和承办调解员%(name)s同名。") % words
        yield Sign(
            "mediator_party",
            f"mediator_party:{mediator}",
            keys(some),
            graded(apart(some), 2, 4),
            text,
            mediator,
        )


def _only(cases: list[Told]) -> str:
    mediators = {case.mediator for case in cases}
    return mediators.pop() if len(mediators) == 1 else ""
