"""Sums as somebody with paper and pencil gets them, and who is shown which."""

import csv
import io
from datetime import date

import pytest

from services.calendar import half_years
from services.directory import figures
from services.voices.actions.open_survey import open_survey
from services.voices.figures import contentment
from services.voices.queries import Tally, mine, tallies, tally_of, whole
from services.voices.veil import hidden

pytestmark = pytest.mark.django_db

H1 = (date(2026, 1, 1), date(2026, 6, 30))


@pytest.fixture
def counted(register, voices):
    """律一: 100 + 100 + 85 + 0 of five; 律二: 70 of one; the mediator: nobody spoke; two days beside the half-year."""
    voices("very", "very", "satisfied", "dissatisfied", "", lawyer=register.one)
    voices("fairly", day=date(2026, 6, 30), lawyer=register.two)
    voices("", day=date(2026, 1, 1), mediator=register.mediator)
    voices("dissatisfied", day=date(2026, 7, 1), lawyer=register.one)
    voices("dissatisfied", day=date(2025, 12, 31), lawyer=register.one)


def grades(*numbers: int) -> dict[str, int]:
    return dict(zip(("very", "satisfied", "fairly", "dissatisfied"), numbers, strict=True))


def test_sums_are_those_counted_by_hand(counted, register, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = tallies("lawyer", *H1)
    assert found == {
        register.one.pk: Tally(4, 285, grades(2, 1, 0, 1), asked=5),
        register.two.pk: Tally(1, 70, grades(0, 0, 1, 0), asked=1),
    }
    assert (found[register.one.pk].average, found[register.one.pk].percent) == ("71.3", "80%")
    assert tallies("organisation", *H1) == {
        register.firm.pk: Tally(5, 355, grades(2, 1, 1, 1), asked=6),
        register.committee.pk: Tally(0, 0, grades(0, 0, 0, 0), asked=1),
    }
    assert tallies("mediator", *H1)[register.mediator.pk].mean is None
    assert whole(*H1) == Tally(5, 355, grades(2, 1, 1, 1), asked=7)
    assert tally_of("lawyer", register.one.pk, *H1) == found[register.one.pk]


def test_who_could_not_answer_was_not_asked(counted, register):
    open_survey("consultation:9", title="法律咨询", lawyer=register.one, closed_on=H1[0])
    assert tally_of("lawyer", register.one.pk, *H1).asked == 5


def test_a_row_is_kept_back_that_could_be_reckoned_from_the_others():
    """A firm with 4 and 1, one with 3 and 5, and an office of 2 that would be left over from the county's sum."""
    firm, other, office = (("organisation", pk) for pk in (1, 2, 3))
    a, b, c, d = (("lawyer", pk) for pk in (1, 2, 3, 4))
    cells = [(firm, a, 4), (firm, b, 1), (other, c, 3), (other, d, 5)]
    assert hidden(cells) == {a, b}
    assert hidden([*cells, (office, None, 2)]) == {a, b, office, firm}
    assert hidden([(firm, a, 4), (other, c, 3)]) == set()


def test_own_sums_are_ones_own(counted, person):
    assert mine(person("jia-lawyer"), *H1).voices == 4
    assert mine(person("jia-mediator"), *H1) == Tally(asked=1)
    assert mine(person("yi-lawyer"), *H1) == Tally()


def test_the_page_and_the_table_say_the_same(counted, desk):
    page = desk("case_officer").get("/admin/voices/statistics/?period=2026H1")
    assert [
        line.cells for _title, lines in page.context["tables"] for line in lines if line.name == "律一"
    ] == [[5, 4, "80%", *["不显示"] * 5]]
    exported = (
        desk("supervisor")
        .get("/admin/voices/statistics/?period=2026H1&export=csv")
        .content.decode("utf-8-sig")
    )
    rows = list(csv.reader(io.StringIO(exported)))
    assert rows[0][3:] == ["发起", "收到", "参评率", "很满意", "满意", "较满意", "不满意", "平均分"]
    assert ["按律师", "律二", "明律所", "1", "1", "100%", *["少于3份"] * 5] in rows
    assert rows[-1] == ["", "全部", "", "7", "5", "71%", "2", "1", "1", "1", "71.0"]


@pytest.mark.parametrize("half", ["2026H1", "2025H2", "nonsense", "2026H3"])
def test_a_half_year_that_is_none_is_the_last_finished_one(half, inside_a, desk):
    page = desk("case_officer").get(f"/admin/voices/statistics/?period={half}")
    expected = half_years.asked(half) or half_years.last_finished(date.today())
    assert page.context["half"] == expected


def test_half_years_begin_and_end():
    half = half_years.half_year(date(2026, 6, 30))
    assert (half.code, half.since, half.until) == ("2026H1", *H1)
    assert half_years.last_finished(date(2026, 11, 22)).code == "2026H1"
    assert [one.code for one in half_years.latest(date(2026, 7, 1), 3)] == ["2026H2", "2026H1", "2025H2"]


def test_a_profile_shows_three_voices_and_not_two(register, voices, monkeypatch):
    monkeypatch.setattr("services.voices.figures.timezone.localdate", lambda: date(2026, 11, 22))
    voices("very", "fairly", lawyer=register.one)
    assert list(contentment("lawyer", register.one.pk)) == []
    voices("satisfied", lawyer=register.one)
    (figure,) = contentment("lawyer", register.one.pk)
    assert (figure.label, figure.value) == ("满意度", "85 分（3 份）")
    assert figure in figures.of("lawyer", register.one.pk)
    assert list(contentment("lawyer", register.two.pk)) == []
