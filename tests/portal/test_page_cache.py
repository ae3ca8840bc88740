"""A page for everybody is made once and then answered without a query, until something it shows has changed."""

import pytest
from django.conf import settings

from home.models import NewsPage, SectionPage, TenantSettings
from tenants.models import Tenant
from tests.home.policies import body, make_policy

pytestmark = pytest.mark.django_db


@pytest.fixture
def policy(county_a):
    return make_policy(county_a, "调解办法", slug="tiao-jie")


@pytest.fixture
def ask(browse, county_a):
    """`ask("/policies/", display="elder")`: hit, miss or nothing, as a new anonymous visitor with these cookies."""

    def answered(path: str = "/policies/tiao-jie/", *, tenant: Tenant = county_a, **cookies: str) -> str:
        client = browse(tenant)
        client.cookies.load(cookies)
        answer = client.get(path)
        assert answer.status_code == 200
        return answer.headers.get("X-Page-Cache", "")

    return answered


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Runs what waits for the commit, which a test never reaches."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


PATHS = ["/", "/policies/", "/policies/tiao-jie/", "/policies/?year=2024&page=1", "/news/", "/about/", "/sitemap/"]


@pytest.mark.parametrize("path", PATHS)
def test_the_second_visitor_costs_no_query(policy, browse, county_a, path, django_assert_num_queries):
    first = browse(county_a).get(path)
    with django_assert_num_queries(0):
        second = browse(county_a).get(path)
    assert (first.headers["X-Page-Cache"], second.headers["X-Page-Cache"]) == ("miss", "hit")
    assert second.content == first.content
    same = ("Content-Type", "Content-Language", "Content-Security-Policy", "X-Frame-Options", "Referrer-Policy")
    assert [second.headers[name] for name in same] == [first.headers[name] for name in same]


def test_each_language_and_mode_has_its_own(policy, browse, county_a):
    asked = [{}, {"display": "elder"}, {"display": "normal"}, {"django_language": "en"}, {"display": "elder", "django_language": "en"}]
    pages = {}
    for turn in ("miss", "hit"):
        for cookies in asked:
            client = browse(county_a)
            client.cookies.load(cookies)
            answer = client.get("/policies/tiao-jie/")
            assert answer.headers["X-Page-Cache"] == turn
            assert pages.setdefault(str(cookies), answer.content) == answer.content
    # Without a cookie the county's default is shown, here the normal mode: same content, other key.
    assert len(set(pages.values())) == 4


def test_a_made_up_mode_or_language_makes_no_further_page(policy, ask):
    ask()
    assert ask(display="x" * 50) == "hit"
    assert ask(django_language="klingon") == "hit"


def test_each_county_has_its_own(county_b, policy, ask, browse):
    make_policy(county_b, "乙县办法", slug="tiao-jie")
    assert [ask(), ask(tenant=county_b), ask(), ask(tenant=county_b)] == ["miss", "miss", "hit", "hit"]
    assert "乙县办法" in browse(county_b).get("/policies/tiao-jie/").content.decode()


def test_whoever_brings_a_session_is_never_answered_from_it(policy, ask, browse, county_a):
    ask()
    answer = browse(county_a, "jia-editor").get("/policies/tiao-jie/")
    assert "X-Page-Cache" not in answer.headers
    assert ask(**{settings.SESSION_COOKIE_NAME: "made-up"}) == ""
    assert "/accounts/welcome/" not in browse(county_a).get("/policies/tiao-jie/").content.decode()


@pytest.mark.parametrize("query", ["?q=1", "?utm_source=x", "?page=1&next=//evil.example", f"?issuer={'x' * 61}", "?theme"])
def test_a_parameter_cannot_put_a_page_in_anothers_place(policy, browse, county_a, query):
    plain = browse(county_a).get("/policies/").content
    browse(county_a).get(f"/policies/{query}")
    again = browse(county_a).get("/policies/")
    assert again.headers["X-Page-Cache"] == "hit"
    assert again.content == plain


def test_unknown_parameters_are_not_kept(policy, ask):
    assert [ask("/policies/?fbclid=1"), ask("/policies/?fbclid=1")] == ["", ""]


def test_the_order_of_repeated_parameters_matters(policy, browse, county_a):
    """The last value counts: one order must not be answered with the other's page."""
    make_policy(county_a, "旧文件", slug="jiu", issued_on="2010-01-01")
    client = browse(county_a)
    pages = {}
    for query in ("year=2010&year=2024", "year=2024&year=2010"):
        pages[query] = client.get(f"/policies/?{query}").content.decode()
    assert [("旧文件" in page, "调解办法" in page) for page in pages.values()] == [(False, True), (True, False)]


def test_head_answers_like_get_without_a_body(policy, browse, county_a):
    page = browse(county_a).get("/policies/tiao-jie/")
    head = browse(county_a).head("/policies/tiao-jie/")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Type"] == page.headers["Content-Type"]


@pytest.mark.parametrize("path", ["/search/?q=调解", "/accounts/login/", "/nothing/", "/policies/nothing/"])
def test_what_is_never_kept(policy, browse, county_a, path):
    for _ in range(2):
        assert "X-Page-Cache" not in browse(county_a).get(path).headers


def test_a_changed_policy_is_shown_at_once(policy, ask, browse, county_a, committed):
    ask()
    with committed():
        policy.body = body("<p>第一条 改过的一条。</p>")
        policy.save_revision().publish()
    assert ask() == "miss"
    assert "改过的一条" in browse(county_a).get("/policies/tiao-jie/").content.decode()


def test_a_draft_changes_nothing_public(policy, ask, browse, county_a):
    ask()
    policy.title = "只是草稿"
    policy.save_revision()
    assert "只是草稿" not in browse(county_a).get("/policies/tiao-jie/").content.decode()


def test_an_unpublished_policy_is_gone_at_once(policy, ask, browse, county_a, committed):
    ask()
    with committed():
        policy.unpublish()
    assert browse(county_a).get("/policies/tiao-jie/").status_code == 404


def test_a_moved_or_deleted_page_is_gone_at_once(county_a, browse, committed):
    section = SectionPage.objects.child_of(county_a.root_page).get(slug="news")
    news = section.add_child(instance=NewsPage(title="通知", slug="notice"))
    assert browse(county_a).get("/news/notice/").status_code == 200
    with committed():
        NewsPage.objects.get(pk=news.pk).delete()
    assert browse(county_a).get("/news/notice/").status_code == 404


def test_new_settings_are_shown_at_once(policy, ask, browse, county_a, committed):
    ask()
    row = TenantSettings.objects.get(site=county_a.site)
    with committed():
        row.phone = "0955-555-9999"
        row.save()
    assert ask() == "miss"
    assert "0955-555-9999" in browse(county_a).get("/policies/tiao-jie/").content.decode()


def test_a_county_that_chooses_elder_mode_gets_it_at_once(policy, ask, browse, county_a, committed):
    ask()
    row = TenantSettings.objects.get(site=county_a.site)
    with committed():
        row.elder_default = True
        row.save()
    assert " elder" in browse(county_a).get("/policies/tiao-jie/").content.decode()[:400]


def test_one_countys_news_does_not_renew_another_county(policy, county_b, ask, committed):
    make_policy(county_b, "乙县办法", slug="tiao-jie")
    ask(tenant=county_b)
    with committed():
        policy.save_revision().publish()
    assert ask(tenant=county_b) == "hit"


def test_it_renews_the_umbrella_that_lists_it(umbrella, policy, ask, county_a, committed):
    ask("/", tenant=umbrella)
    with committed():
        make_policy(county_a, "县里的新文件")
    assert ask("/", tenant=umbrella) == "miss"
