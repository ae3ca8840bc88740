"""A talk by video, from the free times to two faces: who booked enters from their appointment, the lawyer from the
back office."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import rooms
from tests.browser.checks import overflow, violations
from tests.browser.rooms import grows, seat_of
from tests.browser.visitor import Visitor
from tests.chromium import executable
from tests.server import Server, demo_serving

_WHO = """
import json
from django.urls import reverse
from services.booking.models import Appointment
from tenants.models import Tenant
from tenants.scope import in_tenant
with in_tenant(Tenant.objects.get(slug="yunxi")):
    one = Appointment.objects.select_related("person__user").get(number={number!r})
    print("WHO", json.dumps([reverse("booking_appointment", args=[one.pk]), one.person.user.username]))
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if executable() is None:
        pytest.skip("no Chromium or Chrome on this machine")
    with demo_serving(tmp_path_factory.mktemp("booking") / "portal") as running:
        yield running


@pytest.fixture(scope="module")
def chromium(server: Server) -> Iterator[Browser]:
    with rooms.media_browser() as started:
        yield started


@pytest.fixture
def somebody(server: Server, chromium: Browser) -> Iterator:
    """`somebody(width=360)`: a window of their own; at the end no console has complained."""
    made: list[Visitor] = []

    def opened(*, width: int, height: int) -> Visitor:
        chamber = rooms.Chamber(server, chromium, 0, "", {})
        context = chamber.context(width, height, "")
        made.append(Visitor(server, context, context.new_page(), "yunxi"))
        return made[-1]

    yield opened
    problems = [one for guest in made for one in guest.problems]
    for guest in made:
        guest.context.close()
    assert problems == []


def sound(page: Page) -> None:
    assert (overflow(page)[0], violations(page)) == (0, [])


def books_by_video(guest: Visitor) -> str:
    """The number of the appointment; the page that says so is open."""
    page = guest.page
    guest.go("/book/law-advice/")
    page.locator(".choices a", has_text="视频").click()
    expect(page.locator(".choices a[aria-current=true]", has_text="视频")).to_be_visible()
    # Of the people who receive only the one with an account has a room.
    page.locator(".choices a[href*='person=']:not([href*='any'])").first.click()
    page.locator("button.time").first.click()
    page.fill("[name=name]", "沈秋禾")
    page.fill("[name=phone]", "19900000731")
    page.locator("form.book-form button[type=submit]").click()
    expect(page.locator("h1")).to_have_text("已约好")
    return re.search(r"预约号 (\d{8})", page.locator(".banner--success").inner_text())[1]


def test_from_a_free_time_to_two_faces(server, somebody):
    citizen = somebody(width=360, height=740)
    number, page = books_by_video(citizen), citizen.page
    expect(page.locator(".receipt__facts")).to_contain_text("到时打开“我的预约”，按“进入视频房间”")
    sound(page)
    device = page.locator("a[href='/mediation/test/']")
    expect(device).to_be_visible()
    page.locator("a.button", has_text="看我的预约").click()
    expect(page.locator("h1")).to_contain_text(number)
    sound(page)
    page.locator("a[href='/mediation/test/']").click()
    expect(page.locator("h1")).to_be_visible()
    page.go_back()

    said = server.manage("shell", "-c", _WHO.format(number=number))
    address, username = json.loads(said.split("WHO ", 1)[1].splitlines()[0])
    lawyer = somebody(width=1280, height=800)
    rooms.sign_in(lawyer, username)
    lawyer.go(address)
    lead = lawyer.page
    lead.locator("a", has_text="进入视频房间").click()
    lead.wait_for_selector("#enter:enabled")
    lead.click("#enter")
    lead.wait_for_selector("[data-screen=room]:not([hidden])")

    page.locator("button", has_text="进入视频房间").click()
    page.wait_for_selector("#enter:enabled")
    sound(page)
    page.click("#enter")
    page.wait_for_selector("[data-screen=lobby]:not([hidden])")
    lead.locator("#people-waiting [data-do=admit]").first.click()
    page.wait_for_selector("[data-screen=room]:not([hidden])")
    grows(lead, [seat_of(lead, "沈秋禾")])
    other = page.evaluate("() => fengqiaoRoom.part('seats').find((one) => one.role === 'mediator').id")
    grows(page, [other])
