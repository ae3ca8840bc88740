"""Which office a village belongs to."""

import pytest

from tenants.actions.create_division import create_division
from tests.services.directory.public.conftest import main_of

pytestmark = pytest.mark.django_db


def test_one_picks_the_township_and_then_the_village(inside_a, register, browse):
    client = browse(inside_a)
    assert client.get("/directory/office/").context["options"] == [
        ("桥头镇", "/directory/office/990121101/villages/"),
        ("桥尾镇", "/directory/office/990121102/"),
    ]
    villages = client.get("/directory/office/990121101/villages/")
    assert villages.context["options"] == [("桥下村", "/directory/office/990121101201/")]
    assert 'href="/directory/office/990121101/"' in villages.content.decode()


def test_a_village_is_told_its_office_its_committees_and_its_lawyer(inside_a, register, found, browse):
    found("legal_aid_center", "county", "县法援中心")
    found("legal_aid_station", "township", "镇法援站")
    response = browse(inside_a).get("/directory/office/990121101201/")
    assert [card.name for card in response.context["offices"]] == [
        "桥头司法所",
        "桥下村调委会",
        "桥头镇调委会",
        "镇法援站",
    ]
    assert [card.name for card in response.context["counsel"]] == ["顾律师"]
    assert [card.name for card in response.context["mediators"]] == ["村里人"]
    assert "桥下村归桥下村调委会管" in main_of(response)
    assert 'href="tel:01995550122"' in response.content.decode()


def test_a_township_without_its_own_is_told_what_is_around_it(inside_a, register, found, browse):
    found("justice_bureau", "county", "甲县司法局")
    found("legal_aid_center", "county", "县法援中心")
    response = browse(inside_a).get("/directory/office/990121102/")
    assert [card.name for card in response.context["offices"]] == ["甲县司法局", "桥尾镇调委会", "县法援中心"]


def test_an_office_that_is_not_public_is_not_named(inside_a, register, browse):
    for seat in ("office", "village"):
        register["seats"][seat].listed = False
        register["seats"][seat].save()
    response = browse(inside_a).get("/directory/office/990121101201/")
    assert [card.name for card in response.context["offices"]] == ["桥头镇调委会"]
    assert [
        name for name in ("桥下村调委会", "桥头司法所", "村里人") if name in response.content.decode()
    ] == []


def test_places_of_another_county_are_not_known(inside_a, county_b, register, browse):
    create_division("990122101", "乙镇")
    asked = ["990122101", "990122", "990121", "990121999", "1"]
    assert [browse(inside_a).get(f"/directory/office/{code}/").status_code for code in asked] == [404] * 5
    assert browse(inside_a).get("/directory/office/990121102/villages/").status_code == 404
    assert browse(county_b).get("/directory/office/990122101/").status_code == 200


def test_it_asks_few_questions(inside_a, register, mediator, browse, django_assert_max_num_queries):
    for place in range(8):
        mediator(register["seats"]["village"], f"更多人{place}")
    browse(inside_a).get("/directory/")
    with django_assert_max_num_queries(15):
        response = browse(inside_a).get("/directory/office/990121101201/")
    assert len(response.context["mediators"]) == 9
