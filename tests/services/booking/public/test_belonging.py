"""From a matter to an appointment that belongs to it, and only for who may see the matter."""

import pytest

from services.booking import belongs
from services.booking.models import Appointment
from tests.services.booking.conftest import at
from tests.services.booking.public.conftest import ANNA, body, hold

pytestmark = pytest.mark.django_db


@pytest.fixture
def resolver(monkeypatch):
    """Case 12 is the stranger's."""
    monkeypatch.setattr(belongs, "_resolvers", [])

    @belongs.register
    def case(request, number):
        own = request.user.is_authenticated and request.user.username == "stranger" and number == "12"
        return belongs.Belonging("case:12", "屋檐水的事") if own else None


def test_it_is_said_kept_and_written(resolver, booked_world, browse, county_a):
    client = browse(county_a, "stranger")
    page = body(client.get("/book/advice/?way=phone&case=12"))
    assert "屋檐水的事" in page
    assert "case=12" in body(client.get("/book/?case=12"))
    form = hold(client, case="12")
    assert "屋檐水的事" in body(client.get(form))
    client.post(form, ANNA)
    assert Appointment.objects.get().about == "case:12"


def test_others_do_not_book_into_it(resolver, visitor, browse, county_a):
    for client in (visitor, browse(county_a, "jia-mediator")):
        assert client.get("/book/advice/?case=12").status_code == 404
        sent = {"slot": f"{at(9)}-any", "way": "phone", "case": "12"}
        assert client.post("/book/advice/hold/", sent).status_code == 404
    assert not Appointment.objects.exists()


def test_who_signed_out_meanwhile_books_without_it(resolver, booked_world, browse, county_a):
    client = browse(county_a, "stranger")
    address = hold(client, case="12")
    browse(county_a).post(address, ANNA)
    assert Appointment.objects.get().about == ""
