import re

import pytest

from services.booking.models import Appointment, Resource
from tests.services.booking.conftest import at

ANNA = {"name": "张三", "phone": "199 0000 0101"}


@pytest.fixture
def visitor(booked_world, browse, county_a):
    return browse(county_a)


@pytest.fixture
def people(booked_world):
    return {one.name: one for one in Resource.objects.all()}


def body(answer) -> str:
    return answer.content.decode()


def hold(client, hour=9, minute=0, who="any", way="phone", code="advice", **more) -> str:
    """The address of the form."""
    answer = client.post(f"/book/{code}/hold/", {"slot": f"{at(hour, minute)}-{who}", "way": way, **more})
    assert answer.status_code == 302, answer.status_code
    return answer["Location"]


def book(client, hour=9, minute=0, **more) -> tuple[Appointment, str]:
    """The appointment, and the code as the page shows it."""
    answer = client.post(hold(client, hour, minute), {**ANNA, **more})
    assert answer.status_code == 302, re.findall(r"errorlist.*?</ul>", body(answer), re.DOTALL)
    page = body(client.get(answer["Location"]))
    shown = [left + right for left, right in re.findall(r'num">(\w{4}) (\w{4})<', page)]
    return Appointment.objects.get(number=shown[0]), shown[1]
