"""One telephone where there should be several. Harmless: families and neighbours share one, a helper gives the own."""

from collections import defaultdict
from collections.abc import Iterator

from services.anomalies.signs.told import (
    MIDDLE,
    STRONG,
    WEAK,
    County,
    Sign,
    Told,
    apart,
    graded,
    keys,
)
from services.cases.wording import on_record


def phones(cases: list[Told], county: County) -> Iterator[Sign]:
    yield from _on_both_sides(cases)
    yield from _again(cases)
    yield from _of_a_mediator(cases, county)


def _on_both_sides(cases: list[Told]) -> Iterator[Sign]:
    """By mediator: one such case is most often a family; several of one mediator are not."""
    found: dict[str, list[Told]] = defaultdict(list)
    for case in cases:
        marks = [{one.phone for one in case.side(side) if one.phone} for side in ("applicant", "respondent")]
        if marks[0] & marks[1]:
            found[case.mediator or str(case.pk)].append(case)
    for mediator, some in found.items():
        words = {"name": _called(some), "count": len(some)}
        text = on_record("%(name)s：%(count)d件纠纷里，双方留的是同一个电话。") % words
        yield Sign(
            "phone_both",
            f"phone_both:{mediator}",
            keys(some),
            graded(apart(some), 3, 5),
            text,
            some[0].mediator,
        )


def _again(cases: list[Told]) -> Iterator[Sign]:
    """One number under several names in cases that have nothing to do with each other."""
    used: dict[str, list[tuple[Told, str]]] = defaultdict(list)
    for case in cases:
        for person in case.people:
            if person.phone and not person.organisation:
                used[person.phone].append((case, person.name))
    for mark, uses in used.items():
        some, names = list(dict.fromkeys(case for case, _name in uses)), {name for _case, name in uses}
        if len(names) < 2 or apart(some) < 2:
            continue
        words = {"cases": len(some), "names": len(names)}
        text = on_record("同一个电话出现在%(cases)d件互不相关的纠纷里，登记在%(names)d个人名下。") % words
        many, sides = min(len(names), apart(some)), _sides(some, mark)
        strength = graded(many, 3, 5) if sides > 1 else graded(many, 5, 8)
        yield Sign("phone_again", f"phone_again:{mark[:24]}", keys(some), strength, text, _only(some))


def _sides(some: list[Told], mark: str) -> int:
    """Who helps old people to apply stands always on the same side; who invents both sides does not."""
    return len({person.side for case in some for person in case.people if person.phone == mark})


def _of_a_mediator(cases: list[Told], county: County) -> Iterator[Sign]:
    whose = {mark: mediator for mediator, marks in county.phones.items() for mark in marks if mark}
    found: dict[str, list[tuple[Told, bool]]] = defaultdict(list)
    for case in cases:
        owners = {whose[person.phone] for person in case.people if person.phone in whose}
        for owner in owners:
            found[owner].append((case, owner == case.mediator))
    for owner, uses in found.items():
        some, own = [case for case, _own in uses], any(handled for _case, handled in uses)
        words = {"name": county.names.get(owner, ""), "count": len(some)}
        text = (
            on_record("%(count)d件纠纷里，登记的当事人电话是承办调解员%(name)s的电话。")
            if own
            else on_record("%(count)d件纠纷里，登记的当事人电话是调解员%(name)s的电话，他没有承办。")
        ) % words
        strength = STRONG if own and apart(some) > 1 else MIDDLE if own else WEAK
        yield Sign("phone_mediator", f"phone_mediator:{owner}", keys(some), strength, text, owner)


def _called(cases: list[Told]) -> str:
    return cases[0].mediator_name or on_record("没有登记调解员")


def _only(cases: list[Told]) -> str:
    mediators = {case.mediator for case in cases}
    return mediators.pop() if len(mediators) == 1 else ""
