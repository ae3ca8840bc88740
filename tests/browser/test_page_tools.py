import pytest

POLICY = "/policies/mediation-measures-2024/"


def test_the_link_to_a_clause_is_copied(visit):
    visitor = visit()
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.go(POLICY)
    link = visitor.page.locator(".clause__link").nth(3)
    link.focus()
    link.click()
    visitor.page.locator(".toast", has_text="已复制").wait_for()
    copied = visitor.page.evaluate("navigator.clipboard.readText()")
    assert copied == visitor.page.url
    anchor = copied.split("#")[1]
    visitor.page.goto("about:blank")
    visitor.page.goto(copied)
    visitor.page.wait_for_function("scrollY > 0")
    assert 0 <= visitor.page.locator(f"[id='{anchor}']").bounding_box()["y"] < 900


LABEL = "node => getComputedStyle(node, '::after').content"


@pytest.mark.parametrize("mode", ["normal", "elder"])
def test_the_sign_at_a_clause_says_what_it_does(visit, mode):
    visitor = visit(mode=mode)
    visitor.go(POLICY)
    link = visitor.page.locator(".clause__link:visible").nth(3)
    if mode == "normal":
        assert link.evaluate(LABEL) == "none"
        link.focus()
    assert link.evaluate(LABEL) == '"复制链接"'
    assert link.get_attribute("aria-label").startswith("复制链接")


def test_a_phone_hands_the_link_to_its_own_sheet(visit):
    visitor = visit(width=360, mode="elder")
    visitor.page.add_init_script("""
      const real = window.matchMedia.bind(window);
      window.matchMedia = (query) => query === "(pointer: coarse)" ? { matches: true } : real(query);
      navigator.share = (what) => { window.shared = what; return Promise.resolve(); };""")
    visitor.go(POLICY)
    link = visitor.page.locator(".clause__link:visible").first
    assert link.evaluate(LABEL) == '"分享本条"'
    assert link.get_attribute("aria-label").startswith("分享本条")
    link.click()
    assert visitor.page.evaluate("window.shared.url") == visitor.page.url


def test_where_nothing_may_be_copied_the_reader_is_told(visit):
    visitor = visit()
    visitor.page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    visitor.go(POLICY)
    link = visitor.page.locator(".clause__link").nth(3)
    link.focus()
    link.click()
    visitor.page.locator(".toast", has_text="地址栏").wait_for()


def test_every_anchor_of_the_contents_is_on_the_page(visit):
    visitor = visit()
    visitor.go(POLICY)
    missing = visitor.page.evaluate("""() => [...document.querySelectorAll("main a[href^='#']")]
      .map((link) => decodeURIComponent(link.hash.slice(1))).filter((id) => !document.getElementById(id))""")
    assert missing == []
    assert visitor.page.locator(".toc a").count() > 5


def test_the_size_of_the_text_is_remembered(visit):
    visitor = visit()
    visitor.go(POLICY)
    size = "parseFloat(getComputedStyle(document.querySelector('.prose p')).fontSize)"
    before = visitor.page.evaluate(size)
    visitor.page.get_by_role("button", name="特大字").click()
    larger = visitor.page.evaluate(size)
    visitor.go("/policies/forest-land-boundary-2023/")
    assert visitor.page.get_by_role("button", name="特大字").get_attribute("aria-pressed") == "true"
    assert visitor.page.evaluate(size) == larger > before * 1.3


def test_the_print_button_prints(visit):
    visitor = visit()
    visitor.page.add_init_script("window.print = () => { window.printed = true; }")
    visitor.go(POLICY)
    visitor.page.get_by_role("button", name="打印").click()
    assert visitor.page.evaluate("window.printed") is True


def test_reading_aloud_starts_and_stops(visit):
    visitor = visit()
    visitor.page.add_init_script("""
      window.spoken = [];
      speechSynthesis.speak = (speech) => window.spoken.push(speech.text);
      speechSynthesis.cancel = () => { window.cancelled = (window.cancelled ?? 0) + 1; };""")
    visitor.go(POLICY)
    button = visitor.page.locator("[data-tool=read]").first
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    assert len(visitor.page.evaluate("window.spoken")) == 1
    assert "¶" not in visitor.page.evaluate("window.spoken[0]")
    button.click()
    assert button.get_attribute("aria-pressed") == "false"


@pytest.mark.parametrize("path", [POLICY, "/guides/apply-mediation/"])
def test_a_reading_is_counted_without_a_cookie(visit, path):
    visitor = visit()
    with visitor.page.expect_response("**/views/*/") as counted:
        visitor.go(path)
    assert counted.value.status == 200
    assert visitor.context.cookies() == []
