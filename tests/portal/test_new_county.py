"""A county on its first day: nothing is filled in, and no page shows an empty frame."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from home.models import TenantSettings
from tests.home.policies import make_policy

pytestmark = pytest.mark.django_db

PROMISES = ("找到我们", "也可以打电话问我们", "来访与来电", "急需了解", "tel:")
STANDING = ("/about/", "/privacy/", "/accessibility/", "/sitemap/")


@pytest.fixture
def read(county_a, browse):
    return lambda path: browse(county_a).get(path).content.decode()


@pytest.fixture
def bare(county_a):
    TenantSettings.objects.filter(site=county_a.site).update(
        address="", phone="", email="", opening_hours="", sponsor="", undertaker=""
    )


@pytest.mark.parametrize("path", ["/", "/news/", "/about/"])
def test_nothing_is_promised_that_is_not_there(bare, read, path):
    html = read(path)
    assert [promise for promise in PROMISES if promise in html] == []


def test_a_number_is_offered_where_there_is_one(bare, county_a, read):
    TenantSettings.objects.filter(site=county_a.site).update(phone="0000-1234567")
    assert "也可以打电话问我们" in read("/news/")
    assert "找到我们" in read("/")


def test_an_empty_standing_page_says_so(bare, read):
    assert "内容正在准备。" in read("/about/")


@pytest.mark.parametrize("path", STANDING)
def test_the_footer_leads_to_every_standing_page(county_a, browse, path):
    client = browse(county_a)
    foot = re.search(r"<footer.*?</footer>", client.get("/").content.decode(), re.DOTALL)[0]
    assert f'href="{path}"' in foot
    assert client.get(path).status_code == 200


def test_a_policy_of_tomorrow_is_not_called_valid(county_a, read):
    tomorrow = timezone.localdate() + timedelta(days=1)
    make_policy(county_a, "明日办法", slug="tomorrow", effective_on=tomorrow)
    make_policy(county_a, "今日办法", slug="today", effective_on=timezone.localdate())
    badges = {
        slug: re.findall(r'<span class="badge[^>]*>([^<]+)', read(f"/policies/{slug}/"))
        for slug in ("tomorrow", "today")
    }
    assert badges == {"tomorrow": ["尚未施行"], "today": ["有效"]}
    assert "本文件尚未施行" in read("/policies/tomorrow/")


def test_a_preview_counts_no_reading(county_a, browse):
    page = make_policy(county_a, "草稿", slug="draft", publish=False)
    preview = browse(county_a, "jia-editor").get(f"/admin/pages/{page.pk}/view_draft/")
    assert (preview.status_code, "data-beacon" in preview.content.decode()) == (200, False)
    published = make_policy(county_a, "办法", slug="out")
    assert "data-beacon" in browse(county_a).get(f"/policies/{published.slug}/").content.decode()
