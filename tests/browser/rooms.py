"""Mediation rooms in real browsers with cameras and microphones that are no real ones."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.visitor import FLAGS, Visitor
from tests.chromium import executable
from tests.server import Server

# Few pictures a second: each is coded for every other person, and the machine has other tests to run.
MEDIA_FLAGS = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream=fps=8"]
DEMO_PASSWORD = "fengqiao-demo"  # noqa: S105

_MAKE = """
import json
from datetime import timedelta
from django.utils import timezone
from services.mediation.actions.open_room import Person, Plan, new_invitation, open_room
from tenants.models import Tenant, User
from tenants.scope import in_tenant
people = json.loads({people!r})
with in_tenant(Tenant.objects.get(slug={slug!r})):
    user = User.objects.get(username={slug!r} + "-mediator")
    persons = [Person(one["role"], one["name"], side=one["side"], ref=key, phone=one.get("phone", ""),
                      user=user if key == "mediator" else None) for key, one in people.items()]
    room = open_room(Plan({title!r}, timezone.now() + timedelta(minutes=1), persons, about={about!r}), actor=user)
    codes = {{seat.ref: new_invitation(seat, actor=user) for seat in room.seats.all() if seat.ref != "mediator"}}
    print("ROOM", json.dumps([room.pk, room.code, codes]))
"""
USUAL = {
    "mediator": {"role": "mediator", "side": "", "name": "周明"},
    "a": {"role": "party", "side": "a", "name": "沈秋禾"},
    "b": {"role": "party", "side": "b", "name": "陆长庚"},
}


@dataclass
class Chamber:
    """One room on a server, and the pages of those who sit in it."""

    server: Server
    browser: Browser
    pk: int
    code: str
    codes: dict[str, str]
    tenant: str = "yunxi"
    guests: dict[str, Visitor] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return f"/mediation/{self.code}/"

    def opens(self, key: str, *, width: int = 1280, height: int = 800, mode: str = "") -> Page:
        """The page in front of the button 进入."""
        context = self.context(width, height, mode)
        guest = Visitor(self.server, context, context.new_page(), self.tenant)
        self.guests[key] = guest
        if key == "mediator":
            sign_in(guest, f"{self.tenant}-mediator")
            guest.go(self.path)
        else:
            guest.go(f"{self.path}?k={self.codes[key]}")
            guest.page.locator("form[action$='/enter/'] button").first.click()
        guest.page.wait_for_selector("#enter:enabled")
        return guest.page

    def enters(self, key: str, **how: Any) -> Page:
        """In the room, admitted by the mediator, who has to be there."""
        page = self.opens(key, **how)
        page.click("#enter")
        if key != "mediator":
            page.wait_for_selector("[data-screen=lobby]:not([hidden])")
            lead = self.page("mediator")
            lead.locator("#people-waiting [data-do=admit]").first.click()
        page.wait_for_selector("[data-screen=room]:not([hidden])")
        return page

    def page(self, key: str) -> Page:
        return self.guests[key].page

    def context(self, width: int, height: int, mode: str) -> BrowserContext:
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", timezone_id="Asia/Shanghai",
            permissions=["camera", "microphone"], reduced_motion="reduce",
        )  # fmt: skip
        context.set_default_timeout(30_000)
        if mode:
            url = self.server.url(self.tenant)
            context.add_cookies([{"name": "display", "value": mode, "url": url}])
        return context

    def leave(self) -> list[str]:
        """Everybody's window is closed; what the consoles complained about."""
        problems = [f"{key}: {one}" for key, guest in self.guests.items() for one in guest.problems]
        for guest in self.guests.values():
            guest.context.close()
        return problems


def sign_in(guest: Visitor, username: str) -> None:
    guest.go("/accounts/login/")
    guest.page.fill("input[name=login]", username)
    guest.page.fill("input[name=password]", DEMO_PASSWORD)
    guest.page.locator("form:has(input[name=password]) button").last.click()
    guest.page.wait_for_load_state()


def made(
    server: Server, browser: Browser, people: dict[str, dict] = USUAL, *, title: str = "宅基地边界", about: str = "",
    slug: str = "yunxi",
) -> Chamber:  # fmt: skip
    code = _MAKE.format(people=json.dumps(people, ensure_ascii=False), slug=slug, title=title, about=about)
    said = server.manage("shell", "-c", code)
    pk, code, codes = json.loads(said.split("ROOM ", 1)[1].splitlines()[0])
    return Chamber(server, browser, pk, code, codes, slug)


@contextmanager
def media_browser(*more: str) -> Iterator[Browser]:
    """Everybody's camera shows a running clock on green, everybody's microphone beeps."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable(), args=[*FLAGS, *MEDIA_FLAGS, *more])
        yield started
        started.close()


def figures(page: Page) -> dict[int, dict[str, Any]]:
    """What has come in from each seat so far: frames decoded, energy of the sound, packets."""
    return {int(key): value for key, value in page.evaluate("() => fengqiaoRoom.media.stats()").items()}


def seat_of(page: Page, name: str) -> int:
    return page.evaluate("(name) => fengqiaoRoom.part('seats').find((one) => one.name === name).id", name)


def grows(page: Page, seats: list[int], *, seconds: float = 40) -> dict[int, dict[str, Any]]:
    """Waits until more picture and sound of all of these have come in than there had; the figures then."""
    first: dict[int, dict[str, Any]] = {}
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        now = figures(page)
        first = {**{seat: now[seat] for seat in seats if seat in now}, **first}
        if all(seat in now and _more(now[seat], first[seat]) for seat in seats):
            return now
        page.wait_for_timeout(400)
    raise AssertionError(f"Nothing more comes in: {first} {now}")


def _more(now: dict[str, Any], before: dict[str, Any]) -> bool:
    return now["framesDecoded"] > before["framesDecoded"] + 5 and now["audioEnergy"] > before["audioEnergy"]


Making = Callable[..., Chamber]
