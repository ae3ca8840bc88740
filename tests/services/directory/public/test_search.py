"""Whoever and whatever is in the public directory is found by search, from the moment it is saved."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from search import index
from search.engines.current import engine
from search.engines.embedded import EmbeddedEngine
from search.models import IndexTask
from search.registry import registry
from search.types import Query
from services.directory.freshness import announce, announce_row
from services.directory.models import Mediator, Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(settings, tmp_path) -> Iterator[EmbeddedEngine]:
    settings.ELASTICSEARCH_URL = ""
    settings.SEARCH_INDEX_DIR = tmp_path / "search"
    yield engine()


@pytest.fixture
def found_by(shelf, inside_a, register):
    """Everything indexed once; then `found_by("离婚 调解员")` gives (kind, title) of what is found."""
    index.rebuild()

    def ask(text: str, kind: str = "") -> set[tuple[str, str]]:
        return set(ranked(text, kind))

    def ranked(text: str, kind: str = "") -> list[tuple[str, str]]:
        index.process_pending()
        hits = shelf.search(Query(text=text, tenants=("jia", "yi"), kind=kind, size=50)).hits
        return [(hit.kind, hit.title) for hit in hits if hit.kind in ("organisation", "mediator", "lawyer")]

    ask.ranked = ranked
    return ask


def test_the_three_kinds_are_known():
    assert [str(registry.get(kind).label) for kind in ("organisation", "mediator", "lawyer")] == [
        "机构",
        "调解员",
        "律师",
    ]


def test_a_field_a_place_and_a_name_are_found(found_by):
    assert found_by.ranked("离婚 调解员")[0] == ("mediator", "镇上人")
    assert found_by("桥下村") == {
        ("organisation", "桥下村调委会"),
        ("mediator", "村里人"),
        ("lawyer", "顾律师"),
    }
    assert found_by("常律师", "lawyer") == {("lawyer", "常律师")}
    assert found_by("桥头司法所") >= {("organisation", "桥头司法所")}
    assert found_by("婚姻家庭", "mediator") == {("mediator", "镇上人")}


def test_what_is_said_is_said_in_chinese_whoever_saves(found_by, register, mediator):
    with translation.override("en"):
        mediator(register["seats"]["village"], "新来人", languages=("sign",))
        assert found_by("手语") == {("mediator", "新来人")}


def test_a_row_that_is_no_longer_public_is_no_longer_found(found_by, register):
    person = register["people"]["township"]
    person.listed = False
    person.save()
    assert found_by("镇上人") == set()


def test_an_organisation_that_stops_takes_its_people_along(found_by, register):
    seat = register["seats"]["village"]
    seat.standing = Organisation.Standing.DORMANT
    seat.save()
    assert found_by("桥下村") == {("lawyer", "顾律师")}
    seat.standing = Organisation.Standing.OPERATING
    seat.save()
    assert found_by("村里人") == {("mediator", "村里人")}


def test_a_village_that_gets_a_counsel_finds_the_lawyer(found_by, register, places):
    register["lawyers"]["other"].counsel_of.add(places["elsewhere"])
    assert ("lawyer", "常律师") in found_by("桥尾镇")


def test_a_deleted_row_is_gone(found_by, register):
    register["people"]["elsewhere"].delete()
    assert found_by("别处人") == set()


def test_what_is_written_in_bulk_is_found_once_it_is_announced(found_by, inside_a, register):
    made = Mediator.objects.bulk_create(
        [Mediator(tenant=inside_a, organisation=register["seats"]["village"], name="成批人")]
    )
    assert found_by("成批人") == set()
    announce(inside_a, mediators=[one.pk for one in made])
    assert found_by("成批人") == {("mediator", "成批人")}


def test_what_is_updated_past_the_row_is_announced_by_whoever_does_it(found_by, register):
    seat = register["seats"]["village"]
    Organisation.objects.filter(pk=seat.pk).update(standing=Organisation.Standing.REVOKED)
    announce_row(seat)
    assert ("mediator", "村里人") not in found_by("村里人")


def test_a_save_and_its_task_stand_or_fall_together(inside_a, register):
    IndexTask.objects.all().delete()
    person, seat = register["people"]["village"], register["seats"]["village"]
    person.save()
    seat.save()
    told = list(IndexTask.objects.order_by("pk").values_list("kind", "object_id"))
    assert told == [
        ("mediator", str(person.pk)),
        ("organisation", str(seat.pk)),
        ("mediator", str(person.pk)),
    ]


def test_the_search_page_names_the_kinds(found_by, inside_a, browse):
    html = browse(inside_a).get("/search/", {"q": "桥下村"}).content.decode()
    assert [label for label in ("机构", "调解员", "律师") if f'class="hit__kind">{label}<' not in html] == []
