"""What booking says of somebody stands beside the name; without booking nothing is offered."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.services.directory.public.conftest import counts, main_of, names

pytestmark = pytest.mark.django_db

AT = datetime(2099, 5, 4, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_without_booking_there_is_no_button_and_no_filter(inside_a, register, browse):
    client = browse(inside_a)
    pages = [
        client.get("/directory/mediators/?free=today"),
        client.get(f"/directory/mediators/{register['people']['village'].pk}/"),
    ]
    assert ["预约" in main_of(page) for page in pages] == [False, False]
    assert counts(pages[0], "free") == {}


def test_free_today_is_a_filter_and_the_button_leads_to_booking(inside_a, register, browse, free_times):
    people = register["people"]
    free_times["mediator", people["village"].pk] = (True, AT, "/book/v/")
    free_times["mediator", people["county"].pk] = (False, AT, "/book/c/")
    client = browse(inside_a)
    everybody = client.get("/directory/mediators/")
    assert counts(everybody, "free") == {"今天有空": 1}
    assert len(names(everybody)) == 4
    assert len(free_times.asked) == 1
    today = client.get("/directory/mediators/?free=today")
    assert names(today) == ["村里人"]
    assert 'href="/book/v/"' in today.content.decode()
    profile = client.get(f"/directory/mediators/{people['county'].pk}/").content.decode()
    assert 'href="/book/c/"' in profile
    assert "2099-05-04 09:30" in profile


def test_times_are_never_told_from_a_cache(inside_a, register, browse, free_times):
    person = register["people"]["village"]
    for path in (
        "/directory/mediators/",
        f"/directory/mediators/{person.pk}/",
        f"/directory/organisations/{person.organisation_id}/",
    ):
        answers = [browse(inside_a).get(path) for _turn in range(2)]
        assert ["X-Page-Cache" in answer.headers for answer in answers] == [False, False]


def test_other_programs_read_it_too(inside_a, register, browse, free_times):
    free_times["lawyer", register["lawyers"]["counsel"].pk] = (False, AT, "/book/l/")
    rows = browse(inside_a).get("/api/v1/directory/lawyers/").json()["results"]
    told = {row["name"]: row.get("next_free") for row in rows}
    assert told == {"顾律师": "2099-05-04T09:30:00+08:00", "常律师": None}
