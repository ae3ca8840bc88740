"""Between the city and its counties: cookies stay on their host, so links take elder mode and language along."""

import re

import pytest
from django.conf import settings
from django.template import Context
from django.utils import translation

from home.templatetags.official import across, colon_free
from tests.home.policies import make_policy

COUNTY = "http://jia.localhost:8000"


@pytest.mark.parametrize(
    ("display", "language", "address", "expected"),
    [
        ("normal", "zh-hans", f"{COUNTY}/news/", f"{COUNTY}/news/"),
        ("elder", "zh-hans", "/news/", "/news/"),
        ("elder", "zh-hans", COUNTY, f"{COUNTY}/display/?mode=elder&next=%2F"),
        (
            "elder",
            "zh-hans",
            f"{COUNTY}/policies/a/?x=1#i-2",
            f"{COUNTY}/display/?mode=elder&next=%2Fpolicies%2Fa%2F%3Fx%3D1%23i-2",
        ),
        ("normal", "en", f"{COUNTY}/", f"{COUNTY}/language/?to=en&next=%2F"),
        (
            "elder",
            "en",
            f"{COUNTY}/",
            f"{COUNTY}/language/?to=en&next=%2Fdisplay%2F%3Fmode%3Delder%26next%3D%252F",
        ),
    ],
)
def test_what_a_link_takes_along(display, language, address, expected):
    with translation.override(language):
        assert across(Context({"display": display}), address) == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cookies", [{}, {"display": "elder"}, {"display": "elder", settings.LANGUAGE_COOKIE_NAME: "en"}]
)
def test_from_the_city_to_a_policy_and_back(umbrella, county_a, browse, cookies):
    page = make_policy(county_a, "调解办法", slug="tiao-jie")
    client = browse(umbrella)
    client.cookies.load(cookies)
    html = client.get("/").content.decode()
    address = re.search(r'<a href="([^"]+)"[^>]*>调解办法', html)[1].replace("&amp;", "&")
    visitor = browse(county_a)
    arrived = visitor.get(address.removeprefix(county_a.root_url), follow=True)
    assert arrived.request["PATH_INFO"] == f"/policies/{page.slug}/"
    assert {name: visitor.cookies[name].value for name in visitor.cookies} == cookies
    back = re.search(r'utility__up"><a href="([^"]+)"', arrived.content.decode())[1].replace("&amp;", "&")
    home = browse(umbrella)
    assert home.get(back.removeprefix(umbrella.root_url) or "/", follow=True).request["PATH_INFO"] == "/"
    assert {name: home.cookies[name].value for name in home.cookies} == cookies


@pytest.mark.parametrize("typed", ["各司法所", "各司法所：", "各司法所:", "各司法所： "])
def test_the_addressees_end_with_one_colon(typed):
    assert colon_free(typed) == "各司法所"
