"""The values by which inspectors know a government site, and the code that leads a phone to the page."""

import re

import pytest

from home.models import TenantSettings
from tests.home.policies import make_policy

pytestmark = pytest.mark.django_db

SAID = {
    "sponsor": "甲县司法局",
    "undertaker": "甲县公共法律服务中心",
    "site_code": "9901210001",
    "icp_number": "庚ICP备00000001号",
    "police_number": "庚公网安备99012100000001号",
}


def _foot(html: str) -> str:
    return re.search(r"<footer.*?</footer>", html, re.DOTALL)[0]


def test_each_county_shows_its_own_values(county_a, county_b, browse):
    settings = TenantSettings.for_site(county_a.site)
    for field, value in SAID.items():
        setattr(settings, field, value)
    settings.save()
    foot = _foot(browse(county_a).get("/").content.decode())
    assert {value: value in foot for value in SAID.values()} == dict.fromkeys(SAID.values(), True)
    other = _foot(browse(county_b).get("/").content.decode())
    assert {value: value in other for value in SAID.values()} == dict.fromkeys(SAID.values(), False)


def test_the_site_map_is_one_step_away(county_a, browse):
    client = browse(county_a)
    address = re.search(r'href="([^"]+)">网站地图', _foot(client.get("/").content.decode()))[1]
    assert "政策法规" in client.get(address).content.decode()


def test_a_policy_carries_a_code_made_here(county_a, browse):
    page = make_policy(county_a, "调解办法")
    html = browse(county_a).get(f"/policies/{page.slug}/").content.decode()
    code = re.search(r'<div[^>]*class="[^"]*qr[^"]*"[^>]*>\s*(<svg.*?</svg>)', html, re.DOTALL)
    assert code
    assert code[1].count("<path") == 1
