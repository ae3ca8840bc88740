"""The page of the device and connection test: its steps and what they say."""

from playwright.sync_api import Page

PATH = "/mediation/test/"
PHONE_OF_YUNXI = "0199-555-0121"
ALLOWED = ["--use-fake-ui-for-media-stream"]
DEVICES = ["--use-fake-device-for-media-stream"]
NOW = ".check__step.is-now"
DONE = f"{NOW}:is([data-phase=ok], [data-phase=bad])"


def said(page: Page) -> str:
    return page.locator(f"{NOW} .check__said").inner_text()


def press(page: Page, button: str) -> None:
    page.locator(NOW).get_by_role("button", name=button, exact=True).click()


def go_on(page: Page) -> None:
    page.locator(f"{NOW} [data-go=next]:visible, {NOW} [data-go=last]:visible").first.click()


def try_step(page: Page) -> str:
    page.locator(f"{NOW} [data-do]:visible").click()
    page.wait_for_selector(f"{DONE}, {NOW}[data-phase=asked]")
    return said(page).split("\n")[0]
