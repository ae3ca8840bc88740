"""Each sign on a few cases made for it: what is found, and the harmless case beside it that is not."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from services.anomalies.signs.people import people
from services.anomalies.signs.phones import phones
from services.anomalies.signs.texts import shingles, texts
from services.anomalies.signs.times import times
from services.anomalies.signs.told import County, Person, Told
from services.anomalies.signs.villages import poisson_tail, villages
from tests.bench.anomalies import evaluate
from tests.services.anomalies.conftest import TEXT

MONDAY = datetime(2026, 3, 2, 9, 0)
COUNTY = County(phones={"m1": frozenset({"own"})}, names={"m1": "赵守礼"})


def told(pk: int, one: Person | None = None, other: Person | None = None, **more: Any) -> Told:
    given = (one or Person("applicant", f"申{pk}"), other or Person("respondent", f"被{pk}"))
    base = {
        "opened_at": MONDAY + timedelta(days=pk),
        "mediator": "m1",
        "mediator_name": "赵守礼",
        "people": given,
    }
    return Told(pk, f"第{pk}号", **(base | more))


def by(side: str, name: str, phone: str = "") -> Person:
    return Person(side, name, phone)


def said(source: Any, cases: list[Told], county: County = COUNTY) -> list[tuple[str, int, tuple[int, ...]]]:
    return [(sign.kind, sign.strength, sign.cases) for sign in source(cases, county)]


def shared(pk: int) -> Told:
    return told(pk, by("applicant", f"申{pk}", f"p{pk}"), by("respondent", f"被{pk}", f"p{pk}"))


def test_one_phone_on_both_sides_is_weak_until_a_mediator_has_several():
    assert said(phones, [shared(1)]) == [("phone_both", 1, (1,))]
    assert said(phones, [shared(n) for n in (1, 2, 3)]) == [("phone_both", 2, (1, 2, 3))]


@pytest.mark.parametrize(
    ("sides", "strength"), [(("applicant",) * 3, 1), (("applicant", "respondent", "applicant"), 2)]
)
def test_who_helps_old_people_stands_on_one_side(sides, strength):
    cases = [told(n, Person(side, f"人{n}", "same")) for n, side in enumerate(sides)]
    assert said(phones, cases) == [("phone_again", strength, (0, 1, 2))]


def test_one_person_in_many_cases_and_kin_are_no_shared_phone():
    same = [told(n, by("applicant", "同一人", "same")) for n in range(3)]
    split = [told(n, by("applicant", f"人{n}", "same"), kin=7) for n in range(3)]
    assert said(phones, same) == said(phones, split) == []


def test_the_phone_of_the_mediator_is_that_of_the_party():
    cases = [told(n, by("applicant", f"人{n}", "own")) for n in (1, 2)]
    assert ("phone_mediator", 3, (1, 2)) in said(phones, cases)
    assert ("phone_mediator", 1, (1,)) in said(phones, [told(1, by("applicant", "人", "own"), mediator="m2")])


def test_copies_are_found_through_other_names_and_sums_and_one_employer_is_told():
    words = [TEXT.replace("三回", f"{n}回") + f"赔偿{n}00元给申{n}" for n in (2, 3, 4)]
    copies = [told(n, shingles=shingles(text, [f"申{n + 2}"])) for n, text in enumerate(words)]
    assert said(texts, copies) == [("copied", 3, (0, 1, 2))]
    body = Person("respondent", "兴达公司", organisation=True)
    workers = [told(n, other=body, shingles=one.shingles) for n, one in enumerate(copies)]
    assert said(texts, workers) == [("copied", 1, (0, 1, 2))]
    assert "同一个人或者单位" in next(texts(workers, COUNTY)).reason
    assert said(texts, [told(n, kin=5, shingles=one.shingles) for n, one in enumerate(copies)]) == []


def test_what_every_mediator_writes_is_the_form_and_short_texts_say_nothing():
    form = "申请人和被申请人发生纠纷，向本调解委员会提出申请，调解员到现场了解情况，经调解双方自愿达成如下协议，自签字之日起生效"
    own = ("渠口的石头要清开，以后按队里排的轮次放水", "借的钱分四次还清，每次写收条给对方保存", "羊进了玉米地，照市价赔，秋后交粮",
           "屋檐的水改到巷道一侧，管子由两家合买", "老人的口粮每月初五送到，医药费三家平摊")  # fmt: skip
    cases = [told(n, mediator=f"m{n}", shingles=shingles(form + text)) for n, text in enumerate(own)]
    assert said(texts, cases) == []
    assert said(texts, [told(n, shingles=shingles("因浇水发生口角")) for n in range(3)]) == []


def at(pk: int, minute: int = 0, **more: Any) -> Told:
    return told(pk, opened_at=MONDAY + timedelta(minutes=minute), **more)


def test_filled_in_and_signed_in_one_go():
    quick = [at(n, 5 * n, agreed_at=MONDAY + timedelta(minutes=5 * n + 3)) for n in range(6)]
    assert said(times, quick) == [("in_minutes", 2, (0, 1, 2, 3, 4, 5))]
    assert said(times, quick[:2]) == []
    signed = [at(n, signed_at=(MONDAY + timedelta(seconds=9 * n),)) for n in range(4)]
    assert said(times, signed) == [("signed_together", 3, (0, 1, 2, 3))]
    apart = [at(n, signed_at=(MONDAY + timedelta(minutes=2 * n),)) for n in range(4)]
    assert said(times, apart) == []


def test_nobody_leads_three_sessions_at_once_and_one_employer_is_one_session():
    held = [at(n, held_at=MONDAY + timedelta(minutes=10 * n)) for n in range(3)]
    assert said(times, held) == [("two_at_once", 2, (0, 1, 2))]
    assert said(times, [at(n, held_at=MONDAY + timedelta(minutes=40 * n)) for n in range(3)]) == []
    body = Person("respondent", "兴达公司", organisation=True)
    assert said(times, [at(n, other=body, held_at=MONDAY) for n in range(3)]) == []


@pytest.mark.parametrize(("count", "strength"), [(6, None), (7, 1), (10, 2), (12, 3)])
def test_many_a_day(count, strength):
    cases = [at(n, closed_at=MONDAY + timedelta(hours=2)) for n in range(count)]
    assert said(times, cases) == ([("many_a_day", strength, tuple(range(count)))] if strength else [])


def test_days_that_cannot_be_and_hours_that_are_odd():
    early = [at(n, agreed_on=date(2026, 2, 10)) for n in range(3)]
    assert said(times, early) == [("before_opened", 2, (0, 1, 2))]
    night = [at(n, held_at=datetime(2026, 3, 3 + n, 23, 30)) for n in range(3)]
    assert said(times, night) == [("odd_hours", 1, (0, 1, 2))]
    assert said(times, [*night, *(at(n, held_at=datetime(2026, 3, n, 10)) for n in range(10, 18))]) == []


def in_village(place: str, month: int, count: int, start: int, mediators: int = 3) -> list[Told]:
    return [
        told(
            start + n,
            opened_at=datetime(2026, month, 1 + n % 27, 9),
            place=place,
            place_name=place,
            mediator=f"m{n % mediators}",
        )
        for n in range(count)
    ]


def test_a_village_of_which_one_month_is_unlike_the_others_and_who_is_behind_it():
    usual = [
        case
        for place in range(8)
        for month in range(1, 7)
        for case in in_village(f"v{place}", month, 2, place * 100 + month * 10)
    ]
    flood, busy = in_village("v0", 4, 20, 2000), in_village("v1", 5, 20, 3000, mediators=1)
    found = {sign.key: sign for sign in villages([*usual, *flood, *busy], COUNTY)}
    assert sorted(found) == ["village_month:v0:2026-04", "village_month:v1:2026-05"]
    assert found["village_month:v0:2026-04"].reason == "v0：通常一个月2件，2026年4月有22件。"
    assert [found[key].strength for key in sorted(found)] == [1, 2]


def test_a_village_that_invents_them_all_the_year_round_and_one_that_is_only_large():
    usual = [
        case
        for place in range(5)
        for month in range(1, 7)
        for case in in_village(f"v{place}", month, 2, place * 100 + month * 10)
    ]
    many = [case for month in range(1, 7) for case in in_village("v9", month, 20, 5000 + month * 50)]
    found = [sign for sign in villages([*usual, *many], COUNTY) if sign.kind == "village_share"]
    assert [sign.reason for sign in found] == ["v9：6个月有120件，占全部的67%；一般的村12件。"]
    large = County(inhabitants={f"v{n}": 500 for n in range(5)} | {"v9": 5000})
    assert [sign for sign in villages([*usual, *many], large) if sign.kind == "village_share"] == []


def test_how_likely_a_count_is():
    assert [round(poisson_tail(count, 2.0), 4) for count in (0, 1, 3, 8)] == [1.0, 0.8647, 0.3233, 0.0011]


def test_the_same_two_and_people_in_turns():
    one, other = by("applicant", "申甲", "p1"), by("respondent", "被乙", "p2")
    turned = told(9, by("applicant", "被乙", "p2"), by("respondent", "申甲", "p1"))
    assert said(people, [told(1, one, other), told(2, one, other)]) == []
    assert said(people, [told(1, one, other), told(2, one, other), turned]) == [("same_sides", 1, (1, 2, 9))]
    names = "甲乙丙丁"
    pairs = [(a, b) for a in names for b in names if a < b]
    circle = [told(n, by("applicant", a, a), by("respondent", b, b)) for n, (a, b) in enumerate(pairs)]
    assert said(people, circle) == [("circle", 2, tuple(range(6)))]
    assert said(people, circle[:4]) == []


def test_what_the_planted_fakes_showed_still_holds():
    """Five of the counties that `script/bench anomalies` measures; the bounds lie a little below what it found."""
    outcome = evaluate(range(1, 6))
    assert outcome.found >= 0.55
    assert outcome.found_at_all >= 0.68
    assert outcome.precision >= 0.9
    assert outcome.real_touched <= 0.03 * outcome.cases
    for scheme in ("copied text", "few phones", "filled in one go", "own phone", "people in turns"):
        planted, worth, _any = outcome.schemes[scheme]
        assert (scheme, worth) == (scheme, planted)
