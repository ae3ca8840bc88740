"""A result is carried into the review procedure of the county, and what it refuses is kept in its words."""

import pytest

from services.cases.models import Case, CaseEvent, FollowUpOffer
from services.notices.models import Notice
from services.reviews.actions.publish import carry_on, publish
from services.reviews.queries import passed
from tests.services.reviews.conftest import THEN
from tests.services.reviews.test_rounds import read


@pytest.fixture
def decided(reading, inside_a):
    """One dossier with its result; the others are gone, and its case offers the procedure."""
    sampled = reading.sampled
    sampled.round.sampled.exclude(pk=sampled.pk).delete()
    FollowUpOffer.objects.create(
        tenant=inside_a, case=sampled.case, procedure_code="DOSSIER_REVIEW", words="归档之后", made_at=THEN
    )

    def decide(share: float = 1, **more):
        for one in sampled.readings.all():
            read(one, inside_a, share, **more)
        sampled.round.refresh_from_db()
        return sampled

    return decide


def steps(case: Case) -> list[str]:
    return list(CaseEvent.objects.filter(case=case, kind="step").values_list("code", flat=True))


def test_a_good_result_goes_through_the_county_review(decided, officer):
    sampled = decided(0.9)
    assert publish(sampled.round, actor=officer, now=THEN) == 0
    sampled.refresh_from_db()
    assert (sampled.review.outcome, sampled.refusal) == ("passed", "")
    assert steps(sampled.review) == ["submit", "county_review", "pass_county"]
    assert sampled.review.data["review_score"] == "90.0"
    assert [row["score"] for row in sampled.review.data["review_items"]] == [
        "13.5",
        "27.0",
        "22.5",
        "13.5",
        "13.5",
    ]
    assert not Notice.objects.filter(to_phone="+8613800000077").exists()


def test_a_bad_one_fails_there_too(decided, officer):
    sampled = decided(quality_grounds=["paid"])
    publish(sampled.round, actor=officer, now=THEN)
    sampled.refresh_from_db()
    assert steps(sampled.review) == ["submit", "county_review", "fail"]
    assert passed([sampled.case_id]) == frozenset()


def test_a_refusal_is_kept_and_can_be_tried_again(decided, officer, person):
    """Handing in belongs to the office of the committee, which an administrator is not."""
    sampled = decided()
    assert publish(sampled.round, actor=person("jia-county_admin"), now=THEN) == 1
    sampled.refresh_from_db()
    assert (sampled.review.state, bool(sampled.refusal)) == ("prepared", True)
    assert carry_on(sampled.round, actor=officer, now=THEN) == 0
    sampled.refresh_from_db()
    assert (sampled.review.outcome, sampled.refusal) == ("passed", "")


def test_a_review_that_passed_without_a_round_counts(inside_a, decided, officer):
    sampled = decided()
    publish(sampled.round, actor=officer, now=THEN)
    case = sampled.case_id
    sampled.readings.all().delete()
    sampled.delete()
    assert passed([case]) == {case}
