from tests.browser.pages import PHONE


def body_size(page) -> float:
    return page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")


def is_elder(page) -> bool:
    return page.evaluate("document.documentElement.classList.contains('elder')")


def test_it_is_chosen_once_and_remembered(visit):
    visitor = visit(width=PHONE)
    visitor.go("/policies/")
    before = body_size(visitor.page)
    visitor.page.get_by_role("link", name="长者模式").click()
    visitor.page.wait_for_url("**/policies/")
    assert is_elder(visitor.page)
    assert body_size(visitor.page) >= before * 1.2
    for path in (
        "/",
        "/policies/mediation-measures-2024/",
        "/search/?q=调解",
        "/accounts/login/",
        "/nowhere/",
    ):
        visitor.go(path)
        assert (path, is_elder(visitor.page)) == (path, True)


def test_the_way_back(visit):
    visitor = visit(mode="elder")
    visitor.go("/guides/?page=1")
    visitor.page.get_by_role("link", name="标准模式").click()
    visitor.page.wait_for_url("**/guides/?page=1")
    assert not is_elder(visitor.page)


def test_it_offers_fewer_choices(visit):
    visitor = visit()
    visitor.go("/")
    menu = visitor.page.locator(".menu a")
    normal = menu.count()
    visitor.page.get_by_role("link", name="长者模式").click()
    visitor.page.wait_for_load_state()
    assert is_elder(visitor.page)
    assert menu.count() < normal
    assert visitor.page.locator(".call-bar").is_visible()


def test_it_goes_along_to_a_county_and_back(visit):
    """Cookies stay on their host; whoever reads in large type must not fall out of it at the border."""
    visitor = visit(width=PHONE)
    visitor.go("/", "")
    visitor.page.get_by_role("link", name="长者模式").click()
    visitor.page.get_by_role("link", name="云溪县", exact=True).click()
    visitor.page.wait_for_url("**://yunxi.*/")
    assert is_elder(visitor.page)
    visitor.context.clear_cookies(domain="localhost")
    visitor.page.get_by_role("link", name="清禾市").click()
    visitor.page.wait_for_url("**://localhost:*/")
    assert is_elder(visitor.page)
