"""From an editor's act to an answer, with real pages."""

import pytest

from home.models import NewsPage, SectionPage
from search import index
from search.engines.current import engine
from search.types import Query
from tenants.scope import in_tenant


def found(text: str, tenant) -> list[str]:
    return [hit.url for hit in engine().search(Query(text=text, tenants=(tenant.slug,))).hits]


@pytest.fixture
def news(county_a, index_dir, django_capture_on_commit_callbacks):
    index.rebuild()
    section = SectionPage.objects.descendant_of(county_a.root_page).get(slug="news")
    with in_tenant(county_a), django_capture_on_commit_callbacks(execute=True):
        page = NewsPage(title="枣林乡设立回访专线", slug="line", summary="调解之后三十日内电话回访。")
        section.add_child(instance=page)
        page.save_revision().publish()
    return page


def test_the_index_follows_publish_change_unpublish_and_delete(
    news, county_a, django_capture_on_commit_callbacks
):
    assert found("30日内电话回访", county_a) == ["/news/line/"]
    with in_tenant(county_a), django_capture_on_commit_callbacks(execute=True):
        news.summary = "改为当面走访。"
        news.save_revision().publish()
    assert (found("电话", county_a), found("当面走访", county_a)) == ([], ["/news/line/"])
    with in_tenant(county_a), django_capture_on_commit_callbacks(execute=True):
        news.unpublish()
    assert found("当面走访", county_a) == []
    with in_tenant(county_a), django_capture_on_commit_callbacks(execute=True):
        news.save_revision().publish()
    assert found("当面走访", county_a) == ["/news/line/"]
    with in_tenant(county_a), django_capture_on_commit_callbacks(execute=True):
        news.delete()
    assert found("当面走访", county_a) == []


def test_a_visitor_finds_it_and_the_other_county_does_not(news, browse, county_a, county_b):
    assert (
        "枣林乡设立<mark>回访</mark>专线" in browse(county_a).get("/search/", {"q": "回访"}).content.decode()
    )
    assert "枣林乡" not in browse(county_b).get("/search/", {"q": "回访专线"}).content.decode()


def test_a_move_changes_the_address(news, county_a, django_capture_on_commit_callbacks):
    guides = SectionPage.objects.descendant_of(county_a.root_page).get(slug="guides")
    with in_tenant(county_a), django_capture_on_commit_callbacks(execute=True):
        news.move(guides, pos="last-child")
    assert found("电话回访", county_a) == ["/guides/line/"]
