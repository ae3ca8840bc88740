from datetime import date

import pytest

from services.reviews import sampling
from services.reviews.actions.announce import announce
from services.reviews.actions.assign_readers import assign_readers
from services.reviews.actions.decline import decline
from services.reviews.actions.draw import draw
from services.reviews.actions.publish import publish
from services.reviews.actions.remind_of_rounds import remind_of_rounds
from services.reviews.actions.reply import answer, reply
from services.reviews.actions.submit import submit
from services.reviews.errors import ListChanged, NotAllowed, NotNow
from services.reviews.marks import mark_of
from services.reviews.models import Reading, Round
from services.reviews.queries import Outcome, Tally, passed, result_of, tallies
from services.reviews.sheets import items, sheet
from tests.services.reviews.conftest import JULY, SEED, SINCE, THEN, aid_cases, announced_round

ALL_MET = ["procedure", "work", "opinion", "ethics", "filing"]


def answers(county, share: float = 1, **more):
    form = sheet("aid", county)
    given = {one.code: float(one.most) * share for one in items(form)}
    return form, given | {"quality_requirements": ALL_MET, "review_opinion": "卷宗完整"} | more


def read(reading: Reading, county, share: float = 1, **more) -> None:
    form, values = answers(county, share, **more)
    submit(reading, values, form=form, actor=reading.reviewer, now=THEN)


def test_the_items_of_both_sheets_give_a_hundred_together(inside_a):
    assert [sum(one.most for one in items(sheet(board, inside_a))) for board in ("aid", "mediation")] == [
        100,
        100,
    ]


def test_an_announcement_fixes_the_list(announced):
    lines = sampling.read(announced.listed)
    assert (announced.eligible_count, announced.size, announced.state) == (8, 3, "announced")
    assert announced.eligible_digest == sampling.digest(lines)
    assert mark_of(announced.salt, "（2026）甲县法援第1号").mark in dict(lines)
    assert len(set(dict(lines).values())) == 1


@pytest.mark.parametrize(
    ("actor", "day", "on", "error"),
    [
        ("jia-lawyer", SINCE, date(2026, 7, 5), NotAllowed),
        ("yi-case_officer", SINCE, date(2026, 7, 5), NotAllowed),
        ("stranger", SINCE, date(2026, 7, 5), NotAllowed),
        ("jia-case_officer", date(2026, 7, 1), date(2026, 7, 5), NotNow),
        ("jia-case_officer", SINCE, date(2026, 7, 2), NotNow),
        ("jia-case_officer", date(2026, 1, 1), date(2026, 7, 5), NotNow),
        ("jia-case_officer", SINCE, date(2026, 7, 5), NotNow),
    ],
)
def test_who_may_announce_and_when(announced, person, actor, day, on, error):
    """The last one is announced already."""
    with pytest.raises(error):
        announce("aid", day, actor=person(actor), seed_plan="双色球", seed_on=on, now=JULY)


def test_old_cases_are_drawn_only_where_the_county_reviews_on_paper(officer, handler):
    aid_cases(officer, handler, 1)
    with pytest.raises(NotNow):
        announced_round(officer)


def test_the_drawn_are_those_that_anybody_draws(drawn):
    lines = sampling.read(drawn.listed)
    assert [one.mark for one in drawn.sampled.order_by("place")] == sampling.draw(lines, SEED, size=3)
    assert {(one.lawyer.name, one.organisation.name) for one in drawn.sampled.all()} == {
        ("承办甲", "甲律师事务所")
    }


def test_a_round_is_drawn_once(drawn, officer):
    with pytest.raises(NotNow):
        draw(drawn, "1 2 3", source="另一处", actor=officer, now=THEN)
    assert Round.objects.get(pk=drawn.pk).seed == SEED


def test_nobody_draws_before_the_seed_is_known(announced, officer):
    with pytest.raises(NotNow):
        draw(announced, SEED, source="公告", actor=officer, now=JULY)


def test_a_changed_list_is_not_drawn_from(announced, officer):
    announced.listed = "\n".join(announced.listed.splitlines()[1:])
    with pytest.raises(ListChanged):
        draw(announced, SEED, source="公告", actor=officer, now=THEN)


def test_each_dossier_goes_to_two_and_the_load_is_even(drawn, officer, readers):
    assert assign_readers(drawn, actor=officer, now=THEN) == 0
    given = list(Reading.objects.values_list("reviewer__username", flat=True))
    assert {name: given.count(name) for name in set(given)} == {one.username: 2 for one in readers}
    assert assign_readers(drawn, actor=officer, now=THEN) == 0
    assert Reading.objects.count() == 6


def test_who_declines_is_replaced_and_not_asked_again(reading, officer, readers):
    others = [one for one in readers if one != reading.reviewer]
    decline(reading, "认识受援人", actor=reading.reviewer, now=THEN)
    standing = reading.sampled.readings.filter(declined_at=None)
    assert {row.reviewer for row in standing} == set(others)
    last = standing.get(number=1)
    decline(last, "没有时间", actor=last.reviewer, now=THEN)
    assert assign_readers(reading.sampled.round, actor=officer, now=THEN) == 1
    assert [one.number for one in standing.all()] == [2]


def test_two_readings_that_agree_decide(reading, inside_a, handler):
    for one in reading.sampled.readings.order_by("number"):
        read(one, inside_a, 0.9)
    reading.sampled.refresh_from_db()
    case = reading.sampled.case_id
    assert (reading.sampled.closed, str(reading.sampled.score), reading.sampled.result) == (
        True,
        "90.0",
        "passed",
    )
    assert passed([case]) == {case}
    assert result_of(case) == Outcome("passed", reading.sampled.score, "2026年第2季度 法律援助案卷")
    days = (date(2026, 1, 1), date(2026, 6, 30))
    assert tallies("lawyer", *days) == {handler.pk: Tally(1, reading.sampled.score, 0)}
    assert tallies("organisation", *days) == {handler.firm_id: Tally(1, reading.sampled.score, 0)}
    assert tallies("mediator", *days) == {}
    assert tallies("lawyer", date(2026, 7, 1), date(2026, 12, 31)) == {}


def test_a_third_reader_decides_where_two_differ(reading, inside_a):
    first, second = reading.sampled.readings.order_by("number")
    read(first, inside_a, 0.9)
    read(second, inside_a, 0.9, quality_grounds=["paid"])
    third = reading.sampled.readings.get(number=3)
    assert third.reviewer not in (first.reviewer, second.reviewer)
    read(third, inside_a, 0.7)
    reading.sampled.refresh_from_db()
    assert (str(reading.sampled.score), reading.sampled.result, reading.sampled.grounds) == (
        "70.0",
        "passed",
        [],
    )


def test_a_ground_fails_the_best_dossier(reading, inside_a, handler):
    for one in reading.sampled.readings.all():
        read(one, inside_a, quality_grounds=["paid"])
    reading.sampled.refresh_from_db()
    assert (str(reading.sampled.score), reading.sampled.result, reading.sampled.grounds) == (
        "100.0",
        "failed",
        ["paid"],
    )
    assert passed([reading.sampled.case_id]) == frozenset()
    assert tallies("lawyer", SINCE, date(2026, 6, 30))[handler.pk].unqualified == 1


def test_a_reading_is_sent_once_and_by_its_reader(reading, inside_a, officer):
    read(reading, inside_a)
    with pytest.raises(NotNow):
        read(reading, inside_a)
    other = reading.sampled.readings.exclude(pk=reading.pk).get()
    form, values = answers(inside_a)
    with pytest.raises(NotAllowed):
        submit(other, values, form=form, actor=reading.reviewer, now=THEN)


def test_the_handler_replies_in_time_and_once_and_is_answered_by_somebody_else(reading, inside_a, person):
    for one in reading.sampled.readings.all():
        read(one, inside_a, 0.5)
    sampled = reading.sampled
    with pytest.raises(NotAllowed):
        reply(sampled, "不同意", actor=reading.reviewer, now=THEN)
    with pytest.raises(NotNow):
        reply(sampled, "不同意", actor=person("jia-lawyer"), now=THEN.replace(day=17))
    reply(sampled, "不同意", actor=person("jia-lawyer"), now=THEN.replace(day=16))
    sampled.refresh_from_db()
    with pytest.raises(NotAllowed):
        answer(sampled, "维持", actor=reading.reviewer, now=THEN)
    answer(sampled, "维持", actor=person("jia-county_admin"), now=THEN)
    sampled.refresh_from_db()
    assert (sampled.reply, sampled.answer) == ("不同意", "维持")


def test_a_round_is_published_when_all_is_decided(reading, inside_a, officer, drawn):
    drawn.refresh_from_db()
    with pytest.raises(NotNow):
        publish(drawn, actor=officer, now=THEN)
    for one in Reading.objects.order_by("pk"):
        read(one, inside_a)
    assert publish(drawn, actor=officer, now=THEN) == 0
    assert drawn.state == "done"


def test_officers_are_reminded_once_of_a_quarter_without_a_round(officer, handler, inside_a, announced):
    assert remind_of_rounds(date(2026, 7, 1)) == 0
    announced.delete()
    assert remind_of_rounds(date(2026, 7, 2)) == 1
    assert remind_of_rounds(date(2026, 7, 3)) == 0
