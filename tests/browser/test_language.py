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
