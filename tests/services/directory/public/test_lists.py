"""The three lists: what fits, in which order, and how much each further choice would leave."""

from datetime import timedelta

import pytest
from django.utils import timezone

from services.directory.models import Expert, Informant, Mediator, Organisation
from tenants.scope import in_tenant
from tests.services.directory.public.conftest import SECRET_PHONE, counts, main_of, names

pytestmark = pytest.mark.django_db

LISTS = ("organisations", "mediators", "lawyers")


@pytest.fixture
def listed(inside_a, register, browse):
    """`listed("mediators", matter="land")`: the answer to an anonymous visitor of county A."""

    def ask(kind: str, /, **asked):
        response = browse(inside_a).get(f"/directory/{kind}/", asked)
        assert response.status_code == 200
        return response

    return ask


def test_everybody_who_may_be_shown_is_listed(listed):
    assert {name: sorted(names(listed(name))) for name in LISTS} == {
        "organisations": sorted(
            ["桥下村调委会", "桥头镇调委会", "土地调委会", "桥尾镇调委会", "桥头司法所", "明理律师事务所"]
        ),
        "mediators": sorted(["村里人", "镇上人", "县里人", "别处人"]),
        "lawyers": sorted(["顾律师", "常律师"]),
    }


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("990121101", [("村里人", True), ("镇上人", True), ("县里人", False)]),
        ("990121101201", [("村里人", True), ("镇上人", False), ("县里人", False)]),
        ("990121102", [("别处人", True), ("县里人", False)]),
    ],
)
def test_a_place_holds_what_lies_in_it_and_then_what_is_around_it(listed, place, expected):
    response = listed("mediators", place=place)
    found = [(card.name, card.local) for card in response.context["cards"]]
    assert sorted(found[: sum(local for _name, local in found)]) == sorted(one for one in expected if one[1])
    assert [one for one in found if not one[1]] == [one for one in expected if not one[1]]
    assert response.context["listing"].local == sum(local for _name, local in expected)


def test_a_place_counts_what_lies_in_it(listed):
    assert counts(listed("mediators"), "place") == {"桥头镇": 2, "桥尾镇": 1}
    assert counts(listed("mediators", place="990121101"), "place") == {"桥头镇": 2, "桥下村": 1}


def test_a_village_counsel_belongs_to_the_village(listed):
    found = [(card.name, card.local) for card in listed("lawyers", place="990121101201").context["cards"]]
    assert found == [("顾律师", True), ("常律师", False)]


def test_a_field_holds_its_parts_and_what_it_is_a_part_of(listed):
    """Marriage is a part of family matters; who names no field does what the organisation takes in."""
    assert names(listed("mediators", matter="marriage_family", place="990121101")) == ["镇上人", "村里人"]
    assert sorted(names(listed("mediators", matter="marriage"))) == ["村里人", "镇上人"]
    assert sorted(names(listed("mediators", matter="support"))) == ["村里人"]
    assert sorted(names(listed("mediators", matter="land_contract"))) == ["别处人", "县里人"]
    assert names(listed("lawyers", matter="labour")) == ["顾律师"]


@pytest.mark.parametrize(
    ("kind", "asked", "expected"),
    [
        ("mediators", {"language": "dialect"}, ["村里人"]),
        ("mediators", {"grade": "1"}, ["镇上人"]),
        ("mediators", {"kind": "full"}, ["镇上人"]),
        ("mediators", {"q": " 桥尾 "}, ["别处人"]),
        ("mediators", {"q": "桥尾", "language": "dialect"}, []),
        ("organisations", {"kind": "judicial_office"}, ["桥头司法所"]),
        ("organisations", {"q": "老街"}, ["桥头司法所"]),
        ("lawyers", {"kind": "public"}, ["常律师"]),
        ("lawyers", {"roster": "aid"}, ["顾律师"]),
    ],
)
def test_one_may_ask_by_each_of_these(listed, kind, asked, expected):
    assert names(listed(kind, **asked)) == expected


def test_a_facet_counts_what_its_choice_would_leave(listed):
    response = listed("mediators", grade="1")
    assert counts(response, "grade") == {"一级": 1, "二级": 1}
    assert counts(response, "kind") == {"专职": 1}
    for facet in listed("mediators").context["listing"].facets:
        for choice in facet.choices:
            left = listed("mediators", **dict(part.split("=") for part in choice.url[1:].split("&")))
            total = left.context["listing"].local if facet.name == "place" else left.context["listing"].total
            assert (facet.name, str(choice.label), total) == (facet.name, str(choice.label), choice.count)


@pytest.mark.parametrize(
    "asked",
    [
        {"place": "990122"},
        {"place": "x"},
        {"matter": "nothing"},
        {"kind": "%"},
        {"page": "999999999999"},
        {"grade": "\x00"},
    ],
)
def test_what_cannot_be_understood_is_left_out(listed, asked):
    assert len(names(listed("mediators", **asked))) == 4


def test_a_long_list_comes_in_pages(listed, inside_a, register):
    Mediator.objects.bulk_create(
        Mediator(tenant=inside_a, organisation=register["seats"]["county"], name=f"甲{place:02}")
        for place in range(30)
    )
    first, second = listed("mediators", language=""), listed("mediators", page="2")
    assert (len(names(first)), len(names(second)), first.context["listing"].total) == (20, 14, 34)
    assert set(names(first)) & set(names(second)) == set()
    assert 'href="?page=2"' in listed("mediators").content.decode()


def _hide(register, how: str) -> None:
    today, person = timezone.localdate(), register["people"]["township"]
    seat = person.organisation
    match how:
        case "unlisted person":
            person.listed = False
        case "ended today":
            person.ended_on = today
        case "not begun":
            person.started_on = today + timedelta(days=1)
        case "organisation unlisted":
            seat.listed = False
        case "organisation dissolved":
            seat.standing = Organisation.Standing.REVOKED
    person.save()
    seat.save()


HIDDEN = ["unlisted person", "ended today", "not begun", "organisation unlisted", "organisation dissolved"]


@pytest.mark.parametrize("how", HIDDEN)
def test_who_is_not_public_is_nowhere(listed, inside_a, register, browse, how):
    person = register["people"]["township"]
    _hide(register, how)
    assert sorted(names(listed("mediators"))) == ["别处人", "县里人", "村里人"]
    client = browse(inside_a)
    assert client.get(f"/directory/mediators/{person.pk}/").status_code == 404
    walked = ["/directory/", "/directory/office/990121101/", "/api/v1/directory/mediators/"]
    assert [path for path in walked if "镇上人" in client.get(path).content.decode()] == []


def test_experts_and_informants_and_private_numbers_are_on_no_page(
    listed, inside_a, register, places, browse
):
    Expert.objects.create(tenant=inside_a, name="专家某", panel="medical", specialty="骨科")
    Informant.objects.create(tenant=inside_a, name="信息员某", role="informant", division=places["village"])
    seats, people, lawyers = register["seats"], register["people"], register["lawyers"]
    walked = [
        "/directory/", *(f"/directory/{name}/" for name in LISTS), *(f"/api/v1/directory/{name}/" for name in LISTS),
        *(f"/directory/organisations/{one.pk}/" for one in seats.values()),
        *(f"/directory/mediators/{one.pk}/" for one in people.values()),
        *(f"/directory/lawyers/{one.pk}/" for one in lawyers.values()),
        *(f"/directory/badge/{one.badge}/" for one in people.values()), "/directory/office/990121101201/",
    ]  # fmt: skip
    pages = {path: browse(inside_a).get(path) for path in walked}
    assert {page.status_code for page in pages.values()} == {200}
    told = {path: page.content.decode() for path, page in pages.items()}
    assert [
        path for path, text in told.items() for name in ("专家某", "信息员某", SECRET_PHONE) if name in text
    ] == []


@pytest.mark.parametrize("username", ["", "stranger", "jia-case_officer", "yi-case_officer"])
def test_nobody_of_a_county_sees_the_other_countys_rows(
    listed, inside_a, county_b, register, browse, places, username
):
    with in_tenant(county_b):
        committee = Organisation.objects.create(
            tenant=county_b, kind="township_mediation_committee", name="乙县某会", division=county_b.division
        )
        own = Mediator.objects.create(tenant=county_b, organisation=committee, name="乙县某人")
    client = browse(inside_a, username)
    for name in LISTS:
        for asked in ({}, {"place": "990122"}, {"q": "乙县"}):
            for path in (f"/directory/{name}/", f"/api/v1/directory/{name}/"):
                assert "乙县某" not in client.get(path, asked).content.decode()
    foreign = [
        f"/directory/organisations/{committee.pk}/",
        f"/directory/mediators/{own.pk}/",
        f"/directory/badge/{own.badge}/",
    ]
    assert [client.get(path).status_code for path in foreign] == [404, 404, 404]
    assert [browse(county_b).get(path).status_code for path in foreign] == [200, 200, 200]


def test_an_empty_list_says_what_to_do_next(listed, register):
    response = listed("lawyers", q="没有这个人", place="990121101")
    text = main_of(response)
    assert "看看我的村归哪里管" in text
    assert "桥头司法所" in text
    assert 'href="tel:01995550122"' in response.content.decode()


def test_elder_mode_asks_one_thing_at_a_time(inside_a, register, browse):
    client = browse(inside_a)
    client.cookies.load({"display": "elder"})

    def step(path):
        response = client.get(path)
        return response.context["question"], [
            url for _name, _help, url in response.context["options"]
        ] if response.context["question"] else names(response)

    asked, answers = step("/directory/mediators/")
    assert (asked, answers[0]) == ("matter", "?matter=marriage_family")
    asked, answers = step("/directory/mediators/?matter=marriage_family")
    assert (asked, answers) == (
        "place",
        ["?matter=marriage_family&place=990121101", "?matter=marriage_family&place=990121102"],
    )
    assert step("/directory/mediators/?matter=marriage_family&place=990121101") == ("", ["镇上人", "村里人"])
    assert sorted(step("/directory/mediators/?matter=any&place=any")[1]) == [
        "别处人",
        "县里人",
        "村里人",
        "镇上人",
    ]
    page = client.get("/directory/mediators/?matter=marriage_family&place=990121101").content.decode()
    assert 'href="tel:01995550111"' in page
    assert "filter-form" not in page


def test_the_number_of_questions_does_not_grow(
    listed, register, mediator, lawyer, found, django_assert_max_num_queries
):
    for place in range(8):
        seat = found("township_mediation_committee", "township", f"更多{place}")
        mediator(seat, f"更多人{place}")
        lawyer(seat, f"更多律师{place}", counsel_of=[register["seats"]["village"].division])
    for kind in LISTS:
        with django_assert_max_num_queries(12):
            response = listed(kind, place="990121101")
        assert len(names(response)) >= 9
