"""The public registers for other programs."""

import pytest

from services.directory.models import Mediator

pytestmark = pytest.mark.django_db


def test_a_mediator_in_full(inside_a, register, browse):
    person = register["people"]["township"]
    answer = browse(inside_a).get("/api/v1/directory/mediators/", {"grade": "1"}).json()
    assert answer == {
        "total": 1, "page": 1, "pages": 1,
        "results": [
            {
                "id": person.pk, "name": "镇上人",
                "organisation": {"id": person.organisation_id, "name": "桥头镇调委会"}, "division": "990121101",
                "full_time": True, "grade": "1", "certificate": "证镇上人", "valid_until": "2099-12-31",
                "matters": ["marriage"], "languages": [], "phone": "", "url": f"/directory/mediators/{person.pk}/",
            }
        ],
    }  # fmt: skip


def test_a_lawyer_in_full(inside_a, register, browse):
    row = register["lawyers"]["counsel"]
    answer = (
        browse(inside_a)
        .get("/api/v1/directory/lawyers/", {"place": "990121101201", "matter": "labour"})
        .json()
    )
    assert answer["results"] == [
        {
            "id": row.pk, "name": "顾律师", "firm": {"id": row.firm_id, "name": "明理律师事务所"}, "division": "990121",
            "kind": "social", "licence": "照顾律师", "licensed_on": "2015-03-01", "aid_roster": True,
            "counsel_of": ["990121101201"], "matters": ["labour"], "languages": [], "phone": "",
            "url": f"/directory/lawyers/{row.pk}/",
        }
    ]  # fmt: skip


def test_an_organisation_in_full(inside_a, register, browse):
    seat = register["seats"]["office"]
    answer = browse(inside_a).get("/api/v1/directory/organisations/", {"kind": "judicial_office"}).json()
    assert answer["results"] == [
        {
            "id": seat.pk, "name": "桥头司法所", "kind": "judicial_office", "division": "990121101", "place": "桥头镇",
            "matters": [], "address": "桥头镇老街1号", "phone": "0199-555-0122", "opening_hours": "",
            "url": f"/directory/organisations/{seat.pk}/",
        }
    ]  # fmt: skip


def test_pages_and_order_are_those_of_the_list(inside_a, register, browse):
    Mediator.objects.bulk_create(
        Mediator(tenant=inside_a, organisation=register["seats"]["county"], name=f"甲{place:02}")
        for place in range(20)
    )
    client = browse(inside_a)
    for page in ("1", "2"):
        told = client.get("/api/v1/directory/mediators/", {"page": page}).json()
        shown = client.get("/directory/mediators/", {"page": page}).context["cards"]
        assert ([row["name"] for row in told["results"]], told["pages"]) == ([card.name for card in shown], 2)


def test_it_is_read_only_and_throttled(inside_a, register, browse, settings):
    settings.THROTTLES = {"api": 2}
    client = browse(inside_a)
    asked = [client.get("/api/v1/directory/lawyers/").status_code for _turn in range(3)]
    assert asked == [200, 200, 429]
    settings.THROTTLES = {}
    assert client.post("/api/v1/directory/lawyers/").status_code == 405


@pytest.mark.parametrize("kind", ["organisations", "mediators", "lawyers"])
def test_it_asks_few_questions(
    inside_a, register, mediator, lawyer, browse, kind, django_assert_max_num_queries
):
    for place in range(8):
        mediator(register["seats"]["township"], f"更多人{place}")
        lawyer(
            register["seats"]["firm"], f"更多律师{place}", counsel_of=[register["seats"]["village"].division]
        )
    client = browse(inside_a)
    client.get(f"/api/v1/directory/{kind}/")
    with django_assert_max_num_queries(8):
        client.get(f"/api/v1/directory/{kind}/")
