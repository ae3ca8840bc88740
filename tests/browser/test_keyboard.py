"""Whoever has no mouse reaches everything, and always sees where the focus is."""

import pytest

from tests.browser.pages import PAGES

FOCUSED = "document.activeElement"


def tab_until(page, wanted: str, *, most: int = 60) -> None:
    """Presses Tab until the focus is on what the selector names."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(f"{FOCUSED}.matches({wanted!r})"):
            return
    raise AssertionError(f"{wanted} was not reached by {most} times Tab")


def test_the_first_tab_stop_leads_past_the_menu(visit):
    visitor = visit()
    visitor.go("/policies/mediation-measures-2024/")
    visitor.page.keyboard.press("Tab")
    link = visitor.page.locator(".skip")
    assert link.evaluate(f"node => node === {FOCUSED}")
    assert visitor.page.evaluate("document.querySelector('.skip').getBoundingClientRect().top >= 0")
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate(f"{FOCUSED}.id") == "main"
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate(f"Boolean({FOCUSED}.closest('main'))")


def test_a_search_from_the_home_page_to_the_clause(visit):
    visitor = visit()
    visitor.go("/")
    tab_until(visitor.page, "main input[name=q]")
    visitor.page.keyboard.type("三十日")
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")
    assert visitor.page.url.split("?")[0].endswith("/search/")
    tab_until(visitor.page, "main a[href*='#']")
    target = visitor.page.evaluate(f"{FOCUSED}.hash.slice(1)")
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("location.hash.slice(1)") == target
    visitor.page.wait_for_function("scrollY > 0")
    box = visitor.page.locator(f"[id='{target}']").bounding_box()
    assert 0 <= box["y"] < 900


@pytest.mark.parametrize(
    "kind", ["county home", "valid policy", "policy index", "sign in", "search with hits"]
)
def test_every_stop_shows_the_focus(visit, kind):
    """An outline, a shadow or a border that the element does not have without the focus."""
    tenant, path = PAGES[kind]
    visitor = visit()
    visitor.go(path, tenant)
    unseen, stops = [], 0
    for _ in range(150):
        visitor.page.keyboard.press("Tab")
        seen = visitor.page.evaluate("""() => {
          const node = document.activeElement;
          if (node === document.body) return null;
          const look = () => { const s = getComputedStyle(node);
            return [s.outlineStyle === "none" ? "" : s.outlineWidth + s.outlineColor, s.boxShadow, s.borderColor, s.backgroundColor].join(); };
          const focused = look();
          node.blur(); const plain = look(); node.focus({focusVisible: true});
          return {same: focused === plain, html: node.outerHTML.slice(0, 120)};
        }""")
        if seen is None:
            break
        stops += 1
        if seen["same"]:
            unseen.append(seen["html"])
    assert unseen == []
    assert stops > 10
