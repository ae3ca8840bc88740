"""Pages in both languages as a person reads them: no English in the back office, no unmarked Chinese in English."""

import re

import pytest
from django.conf import settings

from home.models import TenantSettings
from tests.home.policies import make_policy
from tests.portal.reading import pages_in, texts

HAN = re.compile(r"[\u4e00-\u9fff]")

PAGES = (
    "/",
    "/policies/",
    "/policies/tiao-jie/",
    "/guides/",
    "/search/",
    "/search/?q=调解&year=2024",
    "/sitemap/",
    "/accounts/login/",
    "/accounts/login/code/",
    "/nowhere/",
)


@pytest.fixture
def furnished(inside_a):
    """A county with a policy and with everything that a footer can show."""
    TenantSettings.objects.update(address="人民路一号", phone="0000-1234567", opening_hours="周一至周五", undertaker="科")
    return make_policy(inside_a, "调解办法", slug="tiao-jie", document_number="甲司发〔2024〕1号")


def _said(html: str) -> list[tuple[str, str]]:
    """Without the head, whose title carries the county's name and cannot change its language."""
    return list(texts(html[html.index("<html") : html.index("<head")] + html[html.index("</head>") :]))


@pytest.mark.parametrize("address", PAGES)
def test_an_english_page_marks_what_is_chinese(address, furnished, county_a, browse):
    visitor = browse(county_a)
    visitor.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    said = _said(visitor.get(address).content.decode())
    assert "Policies and regulations" in {text for text, _ in said}
    assert [text for text, language in said if HAN.search(text) and not language.startswith("zh")] == []


@pytest.mark.parametrize("address", PAGES)
def test_a_chinese_page_says_nothing_in_english(address, furnished, county_a, browse):
    said = _said(browse(county_a).get(address).content.decode())
    addresses = re.compile(r"https?://\S+")
    assert [t for t, language in said if re.search(r"[A-Za-z]{3}", addresses.sub("", t)) and language != "en"] == []


# Left in English with a reason: products, formats and keys; names in the system; what Wagtail hides from sight
# without ever having marked it for translation (the button of a search, the counter of a panel).
ALLOWED = re.compile(
    r"Wagtail|English|JavaScript|GIF|JPG|JPEG|PNG|WEBP|XLSX|CSV|TSV|URL|HTML|ICP|Ctrl|Alt|Shift|Esc|\bMB\b"
    r"|\.txt|\.docx|\.pdf|\.html|/policies/|jia\.localhost|jia[-:][a-z_]+|甲县[a-z_]+|^home\.[a-z]+$|^Search$|^None$"
)


def _admin_addresses(tenant, policy) -> list[str]:
    root, index = tenant.root_page.pk, policy.get_parent().pk
    news = tenant.root_page.get_children().get(slug="news").pk
    return [
        "",
        f"pages/{root}/",
        f"pages/{news}/",
        f"pages/add/home/policypage/{index}/",
        f"pages/add/home/newspage/{news}/",
        f"pages/{policy.pk}/edit/",
        f"pages/{policy.pk}/history/",
        f"pages/{policy.pk}/workflow_history/",
        f"pages/{policy.pk}/usage/",
        f"pages/{policy.pk}/delete/",
        f"pages/{policy.pk}/unpublish/",
        f"pages/{policy.pk}/copy/",
        f"pages/{policy.pk}/move/",
        "pages/search/?q=办法",
        "choose-page/",
        "choose-external-link/",
        "choose-email-link/",
        "choose-phone-link/",
        "choose-anchor-link/",
        "images/",
        "images/add/",
        "images/chooser/",
        "documents/",
        "documents/multiple/add/",
        "documents/chooser/",
        "reports/locked/",
        "reports/workflow/",
        "reports/site-history/",
        "reports/aging-pages/",
        "reports/page-types-usage/",
        "redirects/",
        "collections/",
        "users/",
        "users/new/",
        "journal/",
        f"settings/home/tenantsettings/{tenant.site_id}/",
        "account/",
        "import-policies/",
    ]


def _without_time_zones(html: str) -> str:
    return re.sub(r"<select[^>]*time_zone.*?</select>", "", html, flags=re.DOTALL)


@pytest.mark.parametrize("username", ["jia-editor", "jia-county_admin"])
def test_the_back_office_speaks_chinese(username, furnished, county_a, browse):
    client = browse(county_a, username)
    found, opened = {}, 0
    for address in _admin_addresses(county_a, furnished):
        response = client.get(f"/admin/{address}")
        opened += response.status_code == 200
        for html in map(_without_time_zones, pages_in(response)):
            for text, _ in texts(html):
                if re.search(r"[A-Za-z]{2}", ALLOWED.sub("", text)):
                    found.setdefault(text, address)
    assert opened > 25
    assert found == {}, "\n".join(f"{text!r} in {address}" for text, address in found.items())
