"""axe-core finds no violation of WCAG 2.2 A or AA on any kind of public page."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.pages import DESKTOP, MODES, PAGES, PHONE

OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
}


def violations(page) -> list[str]:
    """Rule, place and reason of each violation."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['html'][:200]}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", PAGES)
def test_no_violation_of_wcag(visit, kind, mode):
    tenant, path = PAGES[kind]
    visitor = visit(width=DESKTOP, mode=mode)
    response = visitor.go(path, tenant)
    assert response.status == (404 if kind == "not found" else 200)
    assert violations(visitor.page) == []
    visitor.page.set_viewport_size({"width": PHONE, "height": 740})
    assert violations(visitor.page) == []


def test_a_planted_violation_is_found(visit):
    visitor = visit()
    visitor.go("/")
    visitor.page.evaluate("document.querySelector('main').append(Object.assign(new Image(), {src: '/static/portal/img/favicon.svg'}))")
    assert [found.split(":")[0] for found in violations(visitor.page)] == ["image-alt"]


def test_the_page_for_an_unknown_host_is_readable_too(visit):
    visitor = visit(width=PHONE)
    assert visitor.go("/", tenant="nobody").status == 404
    assert violations(visitor.page) == []
