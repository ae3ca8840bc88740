"""The pictures of docs/screenshots, taken of the demo: `script/screenshots [name …]`."""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.browser.pages import DESKTOP, ELDER, PHONE
from tests.browser.visitor import Visitor, browser, visitor
from tests.demo import ROOT
from tests.server import demo_serving

FOLDER = ROOT / "docs" / "screenshots"
PASSWORD = "fengqiao-demo"
# Of one case in every county of the demo (home/actions/play_demo_case).
KNOWN_CODE = "FENG2345"


def _as_it_is(_visitor: Visitor) -> None:
    pass


def _sign_in(staff: Visitor, name: str) -> None:
    page = staff.page
    page.fill("[name=login]", name)
    page.fill("[name=password]", PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/admin/")


def _follow_the_known_case(citizen: Visitor) -> None:
    with_papers = "民调第7号"
    page = citizen.page
    page.fill("[name=number]", f"{date.today().year} {with_papers}")
    page.fill("[name=code]", KNOWN_CODE)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url("**/track/*/")


def _see_what_is_mine(officer: Visitor) -> None:
    _sign_in(officer, "yunxi-officer")
    officer.go("/admin/cases/?tab=all")


def _open_a_case(mediator: Visitor) -> None:
    _sign_in(mediator, "yunxi-mediator")
    mediator.go("/admin/cases/")
    mediator.page.locator("main table a").first.click()
    mediator.page.wait_for_load_state("networkidle")


def _edit_a_policy(editor: Visitor) -> None:
    page = editor.page
    _sign_in(editor, "yunxi-editor")
    editor.go("/admin/pages/search/?q=人民调解工作办法")
    page.locator("main table a[href$='/edit/']", has_text="关于印发《云溪县人民调解工作办法》").first.click()
    page.wait_for_load_state("networkidle")
    page.evaluate("document.querySelector('[name=document_number]').scrollIntoView({block: 'start'}); scrollBy(0, -140)")
    page.wait_for_timeout(500)


@dataclass(frozen=True)
class Picture:
    path: str
    tenant: str = "yunxi"
    width: int = DESKTOP
    height: int = 900
    mode: str = ""
    language: str = ""
    before: Callable[[Visitor], None] = _as_it_is


PICTURES = {
    "county-home": Picture("/"),
    "phone-home": Picture("/", tenant="linhai", width=PHONE, height=780),
    "phone-policy": Picture("/policies/mediation-measures-2024/#i-c2", width=PHONE, height=780),
    "elder-mode": Picture("/", tenant="linhai", mode=ELDER),
    "policy": Picture("/policies/mediation-measures-2024/", height=1100),
    "repealed-policy": Picture("/policies/mediation-measures-2021/"),
    "policy-index": Picture("/policies/", tenant="pingchuan"),
    "search": Picture("/search/?q=调解 三十日", height=1000),
    "umbrella": Picture("/", tenant="", height=1000),
    "guide": Picture("/guides/apply-legal-aid/", tenant="pingchuan"),
    "english": Picture("/", tenant="pingchuan", language="en"),
    "service-item": Picture("/services/mediation/", height=1500),
    "phone-case": Picture("/track/", width=PHONE, height=1100, before=_follow_the_known_case),
    "worklist": Picture("/accounts/login/", before=_see_what_is_mine),
    "case": Picture("/accounts/login/", before=_open_a_case, height=1100),
    "admin-edit": Picture("/accounts/login/", before=_edit_a_policy),
}


def main(names: list[str]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, demo_serving(Path(folder) / "portal") as server, browser() as chromium:
        for name in names or PICTURES:
            picture = PICTURES[name]
            with visitor(
                chromium, server, width=picture.width, mode=picture.mode, language=picture.language,
                tenant=picture.tenant, scale=2 if picture.width == PHONE else 1,
            ) as guest:  # fmt: skip
                guest.page.set_viewport_size({"width": picture.width, "height": picture.height})
                guest.go(picture.path)
                picture.before(guest)
                guest.page.screenshot(path=FOLDER / f"{name}.png")
                sys.stdout.write(f"docs/screenshots/{name}.png\n")


if __name__ == "__main__":
    main(sys.argv[1:])
