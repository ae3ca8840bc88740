"""No page scrolls sideways: on a phone, and on a desktop at 200 % zoom."""

import pytest

from tests.browser.pages import DESKTOP, ELDER, MODES, PAGES, PHONE

ZOOMED = DESKTOP // 2  # what a page sees of 1280 px at 200 %
TOO_WIDE = """() => [...document.querySelectorAll("body *")]
  .filter((node) => node.getBoundingClientRect().right > innerWidth + 1 && !node.closest(".sr, [hidden], .scroll-x"))
  .slice(0, 5).map((node) => node.outerHTML.slice(0, 120))"""


def overflow(page) -> tuple[int, list[str]]:
    """By how many pixels the page is too wide, and the first elements that reach out of it."""
    excess = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return (excess, page.evaluate(TOO_WIDE)) if excess > 0 else (0, [])


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", PAGES)
def test_nothing_scrolls_sideways(visit, kind, mode):
    tenant, path = PAGES[kind]
    visitor = visit(width=DESKTOP, mode=mode)
    visitor.go(path, tenant)
    found = {}
    for width in (DESKTOP, ZOOMED, PHONE):
        visitor.page.set_viewport_size({"width": width, "height": 740})
        found[width] = overflow(visitor.page)
    assert found == {DESKTOP: (0, []), ZOOMED: (0, []), PHONE: (0, [])}


@pytest.mark.parametrize("kind", PAGES)
def test_english_fits_a_phone(visit, kind):
    """English words are longer than Chinese ones and break only between words. Elder mode's are the largest."""
    tenant, path = PAGES[kind]
    visitor = visit(width=PHONE, mode=ELDER, language="en")
    visitor.go(path, tenant)
    assert visitor.page.locator("html").get_attribute("lang") == "en"
    assert overflow(visitor.page) == (0, [])


@pytest.mark.parametrize("mode", MODES)
def test_the_way_back_to_the_city_is_seen_on_a_phone(visit, mode):
    visitor = visit(width=PHONE, mode=mode)
    visitor.go("/policies/", "yunxi")
    assert visitor.page.get_by_role("link", name="清禾市").is_visible()


@pytest.mark.parametrize("kind", ["county home", "valid policy", "search with hits", "sign in"])
def test_targets_of_elder_mode_are_big(visit, kind):
    """44 px for what stands by itself; links inside a sentence keep the height of their line."""
    tenant, path = PAGES[kind]
    visitor = visit(width=PHONE, mode="elder")
    visitor.go(path, tenant)
    small = visitor.page.evaluate("""() => [...document.querySelectorAll("button, .button, .clause__link, input:not([type=hidden]), nav a, select")]
      .filter((node) => node.checkVisibility() && node.getBoundingClientRect().height < 44 && node.type !== "checkbox"
        && !node.closest(".sr, .skip, .crumbs"))
      .map((node) => `${Math.round(node.getBoundingClientRect().height)} px: ${node.outerHTML.slice(0, 100)}`)""")
    assert small == []
