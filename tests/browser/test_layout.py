"""What has its place and its size on a phone; that nothing is too wide is asked of every page in test_every_page.py."""

import pytest

from tests.browser.pages import MODES, PAGES, PHONE


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
