"""The drawn map and the page it stands on."""

import pytest

from services.directory.map import drawn, laid_out
from services.directory.models import MapTile
from tests.services.directory.public.conftest import main_of

pytestmark = pytest.mark.django_db


def test_everybody_finds_a_place_of_their_own():
    assert laid_out([1, 2, 3, 4], {}) == {1: (0, 0), 2: (1, 0), 3: (0, 1), 4: (1, 1)}
    assert laid_out([], {}) == {}


def test_what_was_said_stays_and_the_others_come_below():
    assert laid_out([1, 2, 3], {2: (5, 2), 3: (30000, 1), 9: (0, 0)}) == {3: (1, 0), 2: (0, 1), 1: (0, 2)}


def test_a_township_is_drawn_with_what_lies_in_it(inside_a, register):
    told = drawn(inside_a)
    assert [(tile.name, tile.organisations, tile.mediators) for tile in told.tiles] == [
        ("桥头镇", 3, 2),
        ("桥尾镇", 1, 1),
    ]
    assert told.outside == (2, 1)
    assert told.tiles[0].url == "/directory/organisations/?place=990121101"


def test_the_countys_own_order_is_kept(inside_a, register, places):
    for name, column, row in (("township", 2, 3), ("elsewhere", 1, 1)):
        MapTile.objects.create(tenant=inside_a, division=places[name], column=column, row=row)
    assert [tile.name for tile in drawn(inside_a).tiles] == ["桥尾镇", "桥头镇"]


def test_it_can_be_read_without_seeing_it_and_styles_nothing_inline(inside_a, register, browse):
    response = browse(inside_a).get("/directory/")
    html, text = response.content.decode(), main_of(response)
    assert 'aria-label="桥头镇：机构 3 个，调解员 2 人"' in html
    assert "管全县的 2 1" in text
    assert " style=" not in html


def test_the_start_leads_everywhere(inside_a, register, browse):
    response = browse(inside_a).get("/directory/")
    html = response.content.decode()
    ways = ["/directory/office/", "/directory/mediators/", "/directory/lawyers/", "/directory/organisations/"]
    assert [way for way in ways if f'href="{way}"' not in html] == []
    assert response.context["numbers"] == {"organisations": 6, "mediators": 4, "lawyers": 2}


def test_a_city_leads_to_its_counties(umbrella, inside_a, register, browse):
    response = browse(umbrella).get("/directory/")
    assert response.context["map"] is None
    assert [county["name"] for county in response.context["counties"]] == ["甲县", "乙县"]
    assert response.context["numbers"] == {"organisations": 0, "mediators": 0, "lawyers": 0}


def test_it_asks_few_questions(inside_a, register, browse, django_assert_max_num_queries):
    browse(inside_a).get("/directory/lawyers/")
    with django_assert_max_num_queries(15):
        assert browse(inside_a).get("/directory/").status_code == 200
