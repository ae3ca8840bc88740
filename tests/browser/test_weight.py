"""What a first visit brings over the line, in the bytes Chromium received (no compression in the demo's server)."""

import pytest

MOST = 100_000
PICTURES = (".svg", ".png", ".jpg", ".webp", ".gif")


@pytest.mark.parametrize("mode", ["normal", "elder"])
@pytest.mark.parametrize(
    "path", ["/policies/mediation-measures-2024/", "/policies/forest-land-boundary-2023/"]
)
def test_the_first_load_of_a_policy_page_is_light(visit, path, mode):
    """Everything but pictures: the page, its styles and its scripts."""
    visitor = visit(mode=mode)
    finished = []
    visitor.page.on("requestfinished", lambda request: finished.append(request))  # noqa: PLW0108 (Playwright marks what it is given)
    visitor.go(path)
    visitor.page.wait_for_load_state("networkidle")
    assert sorted(request.url for request in finished) == sorted(visitor.requested)
    sizes = {request.url: request.sizes() for request in finished}
    received = {
        url: size["responseBodySize"] + size["responseHeadersSize"]
        for url, size in sizes.items()
        if not url.split("#")[0].endswith(PICTURES)
    }
    assert sum(received.values()) < MOST, received
    assert len(received) > 8
