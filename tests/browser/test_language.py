"""In English, Chinese stands only where it is content, and then it says so (WCAG 3.1.2)."""

import pytest

from tests.browser.pages import PAGES

UNMARKED = """() => {
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode, holder = text.parentElement;
    if (!/\\p{Script=Han}/u.test(text.data) || holder.closest("head, script, style, [hidden]")) continue;
    if (!holder.closest("[lang]").lang.startsWith("zh")) found.push(text.data.trim().slice(0, 60));
  }
  for (const node of document.querySelectorAll("body [aria-label], body [title], body [placeholder], body [alt]"))
    for (const name of ["aria-label", "title", "placeholder", "alt"])
      if (/\\p{Script=Han}/u.test(node.getAttribute(name) ?? "") && !node.closest("[lang]").lang.startsWith("zh"))
        found.push(`${name}: ${node.getAttribute(name).slice(0, 60)}`);
  return found;
}"""


@pytest.mark.parametrize("kind", PAGES)
def test_no_unmarked_chinese_on_an_english_page(visit, kind):
    tenant, path = PAGES[kind]
    visitor = visit(language="en")
    visitor.go(path, tenant)
    assert visitor.page.locator("html").get_attribute("lang") == "en"
    assert visitor.page.evaluate(UNMARKED) == []


def test_the_language_is_chosen_by_the_visitor_alone(visit):
    visitor = visit()
    visitor.context.set_extra_http_headers({"Accept-Language": "en"})
    visitor.go("/")
    assert visitor.page.locator("html").get_attribute("lang") == "zh-Hans"
    visitor.page.get_by_role("link", name="English").click()
    visitor.page.wait_for_load_state()
    assert visitor.page.locator("html").get_attribute("lang") == "en"
    visitor.go("/policies/")
    assert visitor.page.locator("html").get_attribute("lang") == "en"
    visitor.page.get_by_role("link", name="中文").click()
    visitor.page.wait_for_load_state()
    assert visitor.page.locator("html").get_attribute("lang") == "zh-Hans"
