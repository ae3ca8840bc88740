"""The account pages call one thing by one name: 二次验证, 退出登录, 设备."""

import re

import pytest

from tenants.actions.enrol_demo_factor import enrol_demo_factor

PAGES = (
    "/accounts/welcome/",
    "/accounts/logout/",
    "/accounts/sessions/",
    "/accounts/2fa/",
    "/accounts/2fa/recovery-codes/generate/",
    "/accounts/password/change/",
    "/accounts/phone/change/",
)
OTHER_NAMES = re.compile("双因素|双重|两步|多因素|登出|注销|会话|帐户|帐号|账户")


@pytest.mark.parametrize("path", PAGES)
def test_no_page_uses_another_name(browse, county_a, person, path):
    enrol_demo_factor(person("jia-county_admin"), "JBSWY3DPEHPK3PXP")
    page = browse(county_a, "jia-county_admin").get(path, follow=True)
    assert (page.status_code, OTHER_NAMES.findall(page.content.decode())) == (200, [])


def test_nor_do_the_pages_on_which_it_is_set_up_and_asked_for(browse, county_a, person):
    client = browse(county_a, "jia-editor")
    page = client.get("/accounts/2fa/totp/activate/", follow=True).content.decode()
    assert ("二次验证" in page, OTHER_NAMES.findall(page)) == (True, [])
    enrol_demo_factor(person("jia-editor"), "JBSWY3DPEHPK3PXP")
    asked = browse(county_a)
    asked.post("/accounts/login/", {"login": "jia-editor", "password": "correct-horse-battery"})
    page = asked.get("/accounts/2fa/authenticate/").content.decode()
    assert ("二次验证" in page, OTHER_NAMES.findall(page)) == (True, [])


def test_signing_out_says_so(browse, county_a):
    client = browse(county_a, "jia-editor")
    assert "退出登录" in client.get("/accounts/logout/").content.decode()
    assert "您已退出登录" in client.post("/accounts/logout/", follow=True).content.decode()
