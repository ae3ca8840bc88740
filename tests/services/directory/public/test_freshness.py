"""A page of the directory is made once, and made anew as soon as one of its rows has changed."""

from datetime import date

import pytest

from services.directory.freshness import announce
from services.directory.models import Award, MapTile, Mediator, OrganisationMember, Room, Training

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(inside_a, register, browse):
    return lambda path: browse(inside_a).get(path).headers.get("X-Page-Cache", "")


@pytest.fixture
def paths(register):
    seats, people = register["seats"], register["people"]
    return [
        "/directory/", "/directory/organisations/", "/directory/mediators/", "/directory/lawyers/", "/directory/office/",
        "/directory/office/990121101201/", f"/directory/organisations/{seats['township'].pk}/",
        f"/directory/mediators/{people['township'].pk}/",
    ]  # fmt: skip


def test_the_second_visitor_costs_no_query(ask, paths, inside_a, browse, django_assert_num_queries):
    assert [ask(path) for path in paths] == ["miss"] * len(paths)
    with django_assert_num_queries(0):
        assert [ask(path) for path in paths] == ["hit"] * len(paths)


def test_filters_and_badges_are_not_kept(ask, register):
    badge = register["people"]["village"].badge
    asked = [
        "/directory/mediators/?place=990121101",
        f"/directory/badge/{badge}/",
        "/api/v1/directory/mediators/",
    ]
    assert [ask(path) for path in asked * 2] == [""] * 6


def _changes(tenant, register, places):
    seat, person = register["seats"]["township"], register["people"]["township"]
    own = {"tenant": tenant}
    return {
        "organisation": seat.save,
        "mediator": person.save,
        "lawyer": register["lawyers"]["other"].save,
        "counsel": lambda: register["lawyers"]["other"].counsel_of.add(places["village"]),
        "member": lambda: OrganisationMember.objects.create(**own, organisation=seat, name="某"),
        "room": lambda: Room.objects.create(**own, organisation=seat, name="室"),
        "award": lambda: Award.objects.create(
            **own, mediator=person, name="奖", level="county", given_by="县", given_on=date(2025, 1, 1)
        ),
        "training": lambda: Training.objects.create(
            **own, mediator=person, kind="initial", course="课", held_on=date(2025, 1, 1), hours=8
        ),
        "tile": lambda: MapTile.objects.create(**own, division=places["township"], column=1, row=1),
        "deleted": register["people"]["elsewhere"].delete,
        "bulk": lambda: (Mediator.objects.update(grade="3"), announce(tenant)),
    }


@pytest.fixture
def changes(inside_a, register, places, django_capture_on_commit_callbacks):
    """Does one of them and runs what waits for the commit, which a test never reaches."""

    def change(what: str) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            _changes(inside_a, register, places)[what]()

    return change


@pytest.mark.parametrize(
    "what",
    [
        "organisation",
        "mediator",
        "lawyer",
        "counsel",
        "member",
        "room",
        "award",
        "training",
        "tile",
        "deleted",
        "bulk",
    ],
)
def test_a_changed_row_is_seen_at_once(ask, changes, register, county_b, browse, what):
    paths = ["/directory/", f"/directory/organisations/{register['seats']['township'].pk}/"]
    [ask(path) for path in paths]
    browse(county_b).get("/directory/")
    changes(what)
    assert [ask(path) for path in paths] == ["miss", "miss"]
    assert browse(county_b).get("/directory/").headers["X-Page-Cache"] == "hit"
