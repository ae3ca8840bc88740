"""What the code on a badge says of whoever wears it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from services.directory.models import Organisation
from tests.services.directory.public.conftest import SECRET_PHONE, main_of

pytestmark = pytest.mark.django_db

VALID = "这是一名持证人民调解员"


@pytest.fixture
def worn(inside_a, register):
    """`worn(ended_on=…)`: the badge of a mediator of whom this is true."""

    def change(**fields):
        person = register["people"]["township"]
        for name, value in fields.items():
            setattr(person, name, value)
        person.save()
        return f"/directory/badge/{person.badge}/"

    return change


def test_a_certified_mediator_is_said_to_be_one(inside_a, worn, browse):
    response = browse(inside_a).get(worn())
    text = main_of(response)
    assert [
        words for words in (VALID, "镇上人", "桥头镇调委会", "证镇上人", "2099-12-31") if words not in text
    ] == []
    assert "no-store" in response.headers["Cache-Control"]
    assert (
        browse(inside_a).get(worn().upper().replace("/DIRECTORY/BADGE/", "/directory/badge/")).status_code
        == 200
    )


def test_on_the_last_day_it_still_counts(inside_a, worn, browse):
    assert VALID in main_of(browse(inside_a).get(worn(valid_until=timezone.localdate())))


TODAY = timezone.localdate
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"ended_on": TODAY}, "此人已不再担任人民调解员"),
        ({"valid_until": lambda: TODAY() - DAY}, "调解员证已过有效期"),
        ({"certificate": lambda: ""}, "还没有登记有效的调解员证"),
        ({"started_on": lambda: TODAY() + DAY}, "还没有登记有效的调解员证"),
    ],
)
def test_what_is_not_so_is_said_plainly(inside_a, worn, browse, fields, said):
    response = browse(inside_a).get(worn(**{name: value() for name, value in fields.items()}))
    text = main_of(response)
    assert (response.status_code, said in text, VALID in text, "先不要交钱" in text) == (
        200,
        True,
        False,
        True,
    )


def test_a_committee_that_has_stopped_has_no_mediators(inside_a, worn, register, browse):
    seat = register["seats"]["township"]
    seat.standing = Organisation.Standing.REVOKED
    seat.save()
    assert "所在的调解组织已停止工作" in main_of(browse(inside_a).get(worn()))


def test_an_unlisted_mediator_wears_a_badge_too(inside_a, worn, browse):
    response = browse(inside_a).get(
        worn(listed=False, introduction="不公开的介绍", public_phone="0199-555-0144")
    )
    html = response.content.decode()
    assert VALID in html
    assert [
        words
        for words in ("不公开的介绍", "0199-555-0144", SECRET_PHONE, "/directory/mediators/1")
        if words in html
    ] == []
    assert "看这位调解员的介绍" not in html


@pytest.mark.parametrize("code", ["nothing", "x" * 60])
def test_an_unknown_code_says_what_to_do(inside_a, register, browse, code):
    response = browse(inside_a).get(f"/directory/badge/{code}/")
    assert (response.status_code, "查不到这枚徽章" in main_of(response)) == (404, True)


def test_the_other_countys_badge_is_unknown(county_b, worn, browse):
    answer = browse(county_b).get(worn())
    assert (answer.status_code, "镇上人" in answer.content.decode()) == (404, False)


def test_nobody_may_try_codes_by_the_hundred(inside_a, register, browse, settings):
    settings.THROTTLES = {"badge": 2}
    asked = [browse(inside_a).get(f"/directory/badge/guess{place}/").status_code for place in range(3)]
    assert asked == [404, 404, 429]
