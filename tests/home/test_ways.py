"""Every site leads to its people and their time: home page, menu, footer, site map, items, the page not found."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home.freshness import renew
from home.models import ServiceIndexPage, ServiceItemPage
from services.booking.models import BookableService
from services.directory.models import Lawyer, Mediator, Organisation
from tenants.scope import in_tenant

pytestmark = pytest.mark.django_db

COUNTY = ["/directory/", "/book/", "/directory/office/", "/book/mine/"]
CITY = ["/directory/", "/book/"]


def part(html: str, start: str, end: str) -> list[str]:
    """The addresses inside one part of a page."""
    return re.findall(r'<a [^>]*?href="([^"]+)"', html.split(start, 1)[1].split(end, 1)[0])


def office(tenant, name="公共法律服务中心", **fields):
    kind = fields.pop("kind", "public_legal_service_center")
    return Organisation.objects.create(
        tenant=tenant, kind=kind, division=tenant.division, name=name, **fields
    )


def offer(tenant, at, code="advice", **fields):
    return BookableService.objects.create(
        tenant=tenant, organisation=at, code=code, name=f"约谈{code}", channels=("phone",), **fields
    )


@pytest.fixture
def read(browse, county_a):
    return lambda path: browse(county_a).get(path).content.decode()


def test_the_home_page_of_a_county_leads_there(read):
    assert part(read("/"), "ways-in", "</section>") == COUNTY


def test_the_city_leads_to_the_lists_and_to_its_counties(browse, umbrella, county_a, county_b):
    client = browse(umbrella)
    assert part(client.get("/").content.decode(), "ways-in", "</section>") == CITY
    booking = part(client.get("/book/").content.decode(), "cards", "</ul>")
    assert booking == [f"{county.root_url}/book/" for county in (county_a, county_b)]


def test_a_county_books_at_home(read):
    assert 'class="cards"' not in read("/book/")


def test_elder_mode_asks_for_a_mediator_at_once(county_a, browse):
    client = browse(county_a)
    client.cookies["display"] = "elder"
    html = client.get("/").content.decode()
    assert part(html, "ways-in", "</section>") == ["/directory/mediators/", *COUNTY[1:]]
    assert part(html, 'class="menu"', "</nav>") == [
        "/", "/services/", "/directory/", "/book/", "/rankings/", "/policies/", "/guides/", "/track/", "/search/",
    ]  # fmt: skip


def test_they_stand_behind_the_services_and_stay_without_them(county_a, read):
    assert part(read("/"), 'class="menu"', "</nav>")[:4] == ["/", "/services/", "/directory/", "/book/"]
    ServiceIndexPage.objects.child_of(county_a.root_page).get().unpublish()
    renew(county_a.pk)
    html = read("/")
    assert part(html, 'class="menu"', "</nav>")[:3] == ["/", "/directory/", "/book/"]
    assert part(html, "ways-in", "</section>") == COUNTY


def test_the_menu_shows_where_one_is(read):
    current = re.findall(r'href="([^"]+)" aria-current="page"', read("/book/").split("</nav>")[0])
    assert current == ["/book/"]


def test_whoever_is_lost_is_led_on(browse, county_a):
    answer = browse(county_a).get("/nowhere/")
    assert answer.status_code == 404
    assert {"/directory/", "/book/"} <= set(part(answer.content.decode(), "error-page", "</main>"))


@pytest.fixture
def registers(inside_a, county_b):
    """Of each register one who is shown and one who is not, and an office of the other county."""
    shown, hidden = office(inside_a), office(inside_a, "不公开的机构", listed=False)
    mediators = [
        Mediator.objects.create(tenant=inside_a, name=f"调解员{place}", listed=place == 0, organisation=shown)
        for place in range(2)
    ]
    lawyers = [
        Lawyer.objects.create(
            tenant=inside_a, name=f"律师{place}", listed=place == 0, firm=shown,
            licence=f"许{place}", licensed_on=date(2020, 1, 1),
        )
        for place in range(2)
    ]  # fmt: skip
    with in_tenant(county_b):
        foreign = office(county_b)
    return {Organisation: [shown, hidden, foreign], Mediator: mediators, Lawyer: lawyers}


def profiles(registers, place: int) -> list[str]:
    kinds = {Organisation: "organisation", Mediator: "mediator", Lawyer: "lawyer"}
    return [reverse(f"directory:{name}", args=[registers[kind][place].pk]) for kind, name in kinds.items()]


def located(html: str) -> list[str]:
    return [address.split("localhost", 1)[1] for address in re.findall(r"<loc>([^<]+)", html)]


def test_machines_find_lists_and_public_profiles_and_nothing_else(inside_a, registers, read):
    offer(inside_a, registers[Organisation][0])
    beside = [one for one in located(read("/sitemap.xml")) if one.startswith(("/directory/", "/book/"))]
    assert beside == [
        "/directory/", "/directory/office/", "/directory/mediators/", "/directory/lawyers/",
        "/directory/organisations/", "/book/", "/book/advice/", "/book/duty/", *profiles(registers, 0),
    ]  # fmt: skip


def test_the_city_names_no_profile_of_a_county(browse, umbrella, registers):
    found = located(browse(umbrella).get("/sitemap.xml").content.decode())
    assert [one for one in found if re.search(r"/directory/\w+/\d|/book/\w", one)] == []


def test_the_map_for_people_names_lists_and_what_can_be_booked(inside_a, registers, read):
    offer(inside_a, registers[Organisation][0])
    html = read("/sitemap/")
    assert part(html, "site-map", "</section>") == [
        "/directory/", "/directory/office/", "/directory/mediators/", "/directory/lawyers/",
        "/directory/organisations/",
    ]  # fmt: skip
    assert '<a href="/book/advice/" lang="zh-Hans">约谈advice</a>' in html


@pytest.mark.parametrize("path", ["/sitemap/", "/sitemap.xml"])
def test_the_map_asks_no_more_for_more_people(inside_a, registers, browse, path):
    def asked() -> int:
        renew(inside_a.pk)
        with CaptureQueriesContext(connection) as seen:
            browse(inside_a).get(path)
        return len(seen)

    asked()
    few = asked()
    for place in range(5):
        Mediator.objects.create(tenant=inside_a, name=f"又{place}", organisation=registers[Organisation][0])
        offer(inside_a, registers[Organisation][0], code=f"more-{place}")
    assert asked() == few


@pytest.fixture
def item(inside_a):
    """`item()` is the way to a time on the page of one service item, or nothing."""
    index = ServiceIndexPage.objects.child_of(inside_a.root_page).get()
    page = ServiceItemPage(title="申请调解", slug="mediation", procedure="PM_GENERAL")
    index.add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.fixture
def ways(item, read):
    def found() -> list[str]:
        card = part(read("/services/mediation/"), "apply-card", "</div>")
        return [address for address in card if address.startswith("/book/")]

    return found


def test_an_item_whose_procedure_can_be_booked_leads_to_the_time(
    inside_a, ways, django_capture_on_commit_callbacks
):
    assert ways() == []
    with django_capture_on_commit_callbacks(execute=True):
        service = offer(inside_a, office(inside_a), procedure="PM_GENERAL")
    assert ways() == ["/book/advice/"]
    with django_capture_on_commit_callbacks(execute=True):
        service.active = False
        service.save()
    assert ways() == []


def test_without_one_of_its_own_an_item_leads_to_what_its_office_offers(inside_a, ways):
    centre = office(inside_a, kind="mediation_center")
    elsewhere = office(inside_a, "别处")
    offer(inside_a, elsewhere, code="elsewhere")
    renew(inside_a.pk)
    assert ways() == []
    offer(inside_a, centre)
    renew(inside_a.pk)
    assert ways() == ["/book/advice/"]
    offer(inside_a, centre, code="second")
    renew(inside_a.pk)
    assert ways() == [f"/book/?organisation={centre.pk}"]
