"""The demo loads once, whole, and every account can sign in."""

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from wagtail.models import Page, Site

from home.actions import load_demo as loader
from home.actions.load_demo import PASSWORD, load_demo
from home.models import CountyHomePage, PolicyPage
from services.ranking.models import Edition
from services.ranking.queries import is_unchanged
from services.ranking.sheets import ranking_csv, reckoned
from services.reviews.models import Round
from tenants.models import Membership, Tenant, User
from tenants.scope import in_tenant
from tests.kept import kept_rows

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker) -> Iterator[int]:
    """The demo beside the tests' own counties, whose host and divisions would be in its way.

    Its cases are left to test_load_demo_cases.py.
    """
    with kept_rows(django_db_blocker), pytest.MonkeyPatch.context() as patch:
        patch.setattr(loader, "load_cases", lambda progress: None)
        Site.objects.filter(hostname="localhost").update(hostname="elsewhere")
        for number, tenant in enumerate(Tenant.objects.select_related("division")):
            type(tenant.division).objects.filter(pk=tenant.division_id).update(code=f"9799{number + 10}")
        yield load_demo()


def test_the_demo_is_alive_and_loads_once(demo, browse):
    assert demo == 4
    assert load_demo() == 0
    for slug in ("yunxi", "pingchuan", "linhai"):
        tenant = Tenant.objects.get(slug=slug)
        assert PolicyPage.objects.live().descendant_of(tenant.root_page).count() == 7
        assert PolicyPage.objects.descendant_of(tenant.root_page).filter(index_number="").count() == 0
        assert len(CountyHomePage.objects.get(pk=tenant.root_page_id).services) == 4
        with in_tenant(tenant):
            roles = set(Membership.objects.values_list("role", flat=True))
        assert len(roles) == 8
        client = browse(tenant)
        below = Page.objects.live().descendant_of(tenant.root_page, inclusive=True)
        for page in below:
            answer = client.get("/" + page.url_path[len(tenant.root_page.url_path) :])
            assert (page.slug, answer.status_code) == (page.slug, 200)
    assert PolicyPage.objects.filter(validity="repealed").count() >= 4
    admins = User.objects.filter(username__endswith="-admin")
    assert Authenticator.objects.filter(user__in=admins).count() == 4
    assert all(user.check_password(PASSWORD) for user in admins)


def test_every_county_has_published_rankings_that_can_be_reckoned_again(demo):
    for slug in ("yunxi", "pingchuan", "linhai"):
        with in_tenant(Tenant.objects.get(slug=slug)):
            editions = list(Edition.objects.select_related("before"))
            assert [one.state for one in editions] == ["published"] * 6
            assert [one.board for one in editions if not is_unchanged(one)] == []
            again = [ranking_csv(reckoned(one.inputs, one.formula), one.formula) for one in editions]
            assert again == [one.result for one in editions]
            newest = max(editions, key=lambda one: (one.until, one.board == "lawyers"))
            assert newest.board == "lawyers"
            assert [one.rank for one in newest.entries.all()] == [1, 2, 3, 4, 5, 6, None]
            assert set(Round.objects.values_list("state", flat=True)) == {"done", "reading"}


def test_the_ports_follow_the_server(demo, settings):
    settings.PUBLIC_PORT = 8123
    load_demo()
    assert set(Site.objects.filter(hostname__endswith="localhost").values_list("port", flat=True)) == {8123}
