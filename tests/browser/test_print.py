import pytest

HIDDEN = ".menu, .utility, .toolbar, .reader__side, .crumbs, .clause__link, .foot__grid"


@pytest.fixture
def printed(visit):
    def show(path: str):
        visitor = visit()
        visitor.go(path)
        visitor.page.emulate_media(media="print")
        return visitor.page

    return show


def test_a_printed_policy_is_the_document_and_its_address(printed):
    page = printed("/policies/mediation-measures-2024/")
    shown = page.locator(HIDDEN).evaluate_all(
        "nodes => nodes.filter((n) => n.checkVisibility()).map((n) => n.className)"
    )
    assert shown == []
    assert page.url in page.locator(".print-source").inner_text()
    assert page.locator(".sheet__title").is_visible()


@pytest.mark.parametrize(
    "path", ["/news/market-day-lawyers-2026/", "/guides/apply-mediation/", "/cases-told/tea-row-boundary/"]
)
def test_articles_print_without_the_frame(printed, path):
    page = printed(path)
    shown = page.locator(HIDDEN).evaluate_all(
        "nodes => nodes.filter((n) => n.checkVisibility()).map((n) => n.className)"
    )
    assert shown == []
    assert page.locator("h1").is_visible()


def test_a_volume_prints_as_one_document_in_its_order(printed):
    page = printed("/compilations/mediation-volume/print/")
    titles = page.locator(".volume__item .sheet__title").all_inner_texts()
    assert len(titles) > 1
    starts = page.locator(".volume__item").evaluate_all(
        "nodes => nodes.map((n) => getComputedStyle(n).breakBefore)"
    )
    assert set(starts[1:]) == {"page"}
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((node) => node.id)")
    assert len(ids) == len(set(ids))
