"""Everything a citizen needs works where scripts are blocked."""

import re

import pytest


@pytest.fixture
def plain(visit):
    return visit(scripts=False)


def test_search_and_its_hit(plain):
    plain.go("/")
    plain.page.locator("main input[name=q]").fill("调解")
    plain.page.locator("main form[role=search] button").first.click()
    plain.page.wait_for_url("**/search/?q=*")
    hit = plain.page.locator("main a[href*='/policies/']").first
    hit.click()
    plain.page.wait_for_url(re.compile("/policies/.+#"))
    assert plain.page.locator("h1").is_visible()


def test_paging_of_a_search(plain):
    plain.go("/search/?q=调解")
    plain.page.locator("a[rel=next]").click()
    plain.page.wait_for_url("**page=2*")
    assert plain.page.locator("[aria-current=page]", has_text="2").count() == 1


def test_filters_of_the_policy_index(plain):
    plain.go("/policies/")
    rows = plain.page.locator(".row__title")
    every = rows.count()
    plain.page.locator(".facet a", has_text="废止").click()
    plain.page.wait_for_url("**validity=repealed*")
    repealed = rows.all_inner_texts()
    assert 0 < len(repealed) < every
    plain.page.locator(".filter-form input[name=q]").fill("暂行办法")
    plain.page.locator(".filter-form button").click()
    plain.page.wait_for_url("**q=*")
    assert rows.all_inner_texts() == [title for title in repealed if "暂行办法" in title] != []


def test_elder_mode_and_language(plain):
    plain.go("/policies/")
    plain.page.get_by_role("link", name="长者模式").click()
    plain.page.wait_for_url("**/policies/")
    assert "elder" in plain.page.locator("html").get_attribute("class")
    plain.page.get_by_role("link", name="标准模式").click()
    plain.page.get_by_role("link", name="English").click()
    assert plain.page.locator("html").get_attribute("lang") == "en"


def test_no_dead_button_is_shown(plain):
    """What needs a script stays hidden: every visible button sends a form."""
    plain.go("/policies/mediation-measures-2024/")
    buttons = plain.page.locator("button:visible")
    kinds = [buttons.nth(place).get_attribute("type") for place in range(buttons.count())]
    assert [kind for kind in kinds if kind != "submit"] == []


def test_a_link_to_a_clause_works(plain):
    plain.go("/policies/mediation-measures-2024/")
    link = plain.page.locator(".toc a").nth(4)
    anchor = link.get_attribute("href")
    link.click()
    assert plain.page.url.endswith(anchor)
