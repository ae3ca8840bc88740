"""How many questions a page asks the database does not grow with what is there."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.freshness import renew
from home.models import (
    CompilationEntry,
    CompilationPage,
    InterpretationPage,
    PolicyBasis,
    PolicyIssuer,
    PolicyPage,
    PolicyRelation,
    SectionPage,
    Theme,
)
from tenants.models import Tenant
from tests.home.policies import make_policy

pytestmark = pytest.mark.django_db

MOST = 15
PAGES = {"policy": "/policies/main/", "index": "/policies/", "home": "/", "volume": "/compilations/volume/"}


def _everything(tenant: Tenant, size: int) -> PolicyPage:
    """A policy with `size` of whatever can be many, in a county with as many others."""
    others = [
        make_policy(tenant, f"文件{place}", slug=f"other-{place}", document_number=f"甲司发〔2023〕{place}号")
        for place in range(1, size + 1)
    ]
    page = make_policy(tenant, "主文件", slug="main", publish=False)
    page.issuers = [PolicyIssuer(name=f"第{place}局") for place in range(1, size + 1)]
    page.bases = [PolicyBasis(title=other.title, number=other.document_number) for other in others]
    page.relations = [PolicyRelation(kind="amends", target=other) for other in others]
    page.themes = [Theme.objects.get_or_create(name=f"主题{place}")[0] for place in range(1, size + 1)]
    page.save_revision().publish()
    for other in others:
        other.relations = [PolicyRelation(kind="amends", target=page)]
        other.save_revision().publish()
    sections = {section.slug: section for section in SectionPage.objects.child_of(tenant.root_page)}
    for place in range(1, size + 1):
        sections["interpretations"].add_child(instance=InterpretationPage(title=f"解读{place}", slug=f"i-{place}", policy=page))
    volume = CompilationPage(title="汇编", slug="volume")
    volume.entries = [CompilationEntry(policy=policy) for policy in (page, *others)]
    sections["compilations"].add_child(instance=volume)
    return page


@pytest.fixture
def asked(browse, county_a) -> Callable[[str], list[str]]:
    """The statements behind a page that has to be made anew because something was published."""

    def statements(path: str) -> list[str]:
        browse(county_a).get(path)
        renew(county_a.pk)
        with CaptureQueriesContext(connection) as seen:
            answer = browse(county_a).get(path)
        assert answer.headers["X-Page-Cache"] == "miss"
        return [query["sql"] for query in seen.captured_queries]

    return statements


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("size", [1, 12])
def test_a_page_asks_at_most_fifteen_questions(county_a, asked, name, size):
    _everything(county_a, size)
    statements = asked(PAGES[name])
    assert len(statements) <= MOST, "\n".join(statements)


def test_the_number_does_not_grow(county_a, county_b, asked, browse):
    """Everything once or twelve times: the same questions."""
    _everything(county_a, 1)
    _everything(county_b, 12)

    def count(tenant: Tenant, path: str) -> int:
        browse(tenant).get(path)
        renew(tenant.pk)
        with CaptureQueriesContext(connection) as seen:
            browse(tenant).get(path)
        return len(seen.captured_queries)

    few = {name: count(county_a, path) for name, path in PAGES.items()}
    many = {name: count(county_b, path) for name, path in PAGES.items()}
    assert many == few
