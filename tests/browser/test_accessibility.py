"""The sharpness of the eye with which test_every_page.py looks, and the one page that belongs to no county."""

from tests.browser.checks import violations
from tests.browser.pages import PHONE


def test_a_planted_violation_is_found(visit):
    visitor = visit()
    visitor.go("/")
    visitor.page.evaluate(
        "document.querySelector('main').append(Object.assign(new Image(), {src: '/static/portal/img/favicon.svg'}))"
    )
    assert [found.split(":")[0] for found in violations(visitor.page)] == ["image-alt"]


def test_the_page_for_an_unknown_host_is_readable_too(visit):
    visitor = visit(width=PHONE)
    assert visitor.go("/", tenant="nobody").status == 404
    assert violations(visitor.page) == []
