import re
from datetime import date

import pytest

from services.directory import availability
from services.directory.models import Lawyer, Mediator, Organisation
from tenants.scope import current_tenant

SECRET_PHONE = "13900001111"


def main_of(response) -> str:
    """The page's own text, without the frame and without tags."""
    html = response.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html[html.index("<main") : html.index("</main>")]))


def names(response) -> list[str]:
    """Whom a list shows, in order."""
    return [card.name for card in response.context["cards"]]


def counts(response, facet: str) -> dict[str, int]:
    found = [one for one in response.context["listing"].facets if one.name == facet]
    return {str(choice.label): choice.count for choice in found[0].choices} if found else {}


@pytest.fixture(autouse=True)
def no_booking(monkeypatch):
    """What stands above the directory and knows free times is not there, unless a test says so."""
    monkeypatch.setattr(availability, "_providers", [])


@pytest.fixture
def mediator():
    """`mediator(committee, "林素云", matters=("land",))` enters somebody into the register of the active county."""

    def make(organisation: Organisation, name: str, **fields) -> Mediator:
        given = {
            "certificate": f"证{name}",
            "valid_until": date(2099, 12, 31),
            "phone": SECRET_PHONE,
            "started_on": date(2020, 1, 1),
        }
        return Mediator.objects.create(
            tenant=current_tenant(), organisation=organisation, name=name, **(given | fields)
        )

    return make


@pytest.fixture
def lawyer():
    def make(firm: Organisation, name: str, *, counsel_of=(), **fields) -> Lawyer:
        given = {
            "licence": f"照{name}",
            "licensed_on": date(2015, 3, 1),
            "phone": SECRET_PHONE,
            "started_on": date(2020, 1, 1),
        }
        made = Lawyer.objects.create(tenant=current_tenant(), firm=firm, name=name, **(given | fields))
        made.counsel_of.set(counsel_of)
        return made

    return make


@pytest.fixture
def register(found, mediator, lawyer, places):
    """One of everything in the active county: in the village, the township, the county, and elsewhere."""
    seats = {
        "village": found("village_mediation_committee", "village", "桥下村调委会"),
        "township": found("township_mediation_committee", "township", "桥头镇调委会", phone="0199-555-0111"),
        "county": found("land_mediation_committee", "county", "土地调委会"),
        "elsewhere": found("township_mediation_committee", "elsewhere", "桥尾镇调委会"),
        "office": found(
            "judicial_office", "township", "桥头司法所", phone="0199-555-0122", address="桥头镇老街1号"
        ),
        "firm": found("law_firm", "county", "明理律师事务所"),
    }
    people = {
        "village": mediator(seats["village"], "村里人", languages=("mandarin", "dialect"), grade="2"),
        "township": mediator(seats["township"], "镇上人", matters=("marriage",), full_time=True, grade="1"),
        "county": mediator(seats["county"], "县里人", languages=("mandarin",)),
        "elsewhere": mediator(seats["elsewhere"], "别处人", matters=("land",)),
    }
    lawyers = {
        "counsel": lawyer(
            seats["firm"], "顾律师", counsel_of=[places["village"]], aid_roster=True, matters=("labour",)
        ),
        "other": lawyer(seats["firm"], "常律师", kind="public"),
    }
    return {"seats": seats, "people": people, "lawyers": lawyers}


class _FreeTimes(dict):
    """`asked` holds the keys of each question."""

    def __init__(self):
        super().__init__()
        self.asked = []


@pytest.fixture
def free_times(no_booking):
    """`free_times[("mediator", pk)] = (True, None, "/book/x/")`: booking stands above the directory and says so."""
    told = _FreeTimes()

    @availability.register
    def provider(keys):
        told.asked.append(keys)
        return {key: told[key] for key in keys if key in told}

    return told
