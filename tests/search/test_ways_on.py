"""What the page offers to who finds little, or has asked nothing yet."""

import pytest
from django.apps import apps

from search.types import Entry
from tests.search.test_views import api, text_of


def note(object_id: str, text: str) -> Entry:
    return Entry(
        tenant="jia",
        kind="note",
        object_id=object_id,
        title="人民调解规定",
        text=text,
        url=f"/notes/{object_id}/",
    )


@pytest.fixture
def filled(shelf, index_dir, umbrella, county_a):
    index_dir.rebuild(lambda: [note("1", "调解旧事。"), note("2", "来访时间和联系电话。")])
    return index_dir


@pytest.mark.parametrize("nothing", ['"', "%", "*", "*:*", "🙂", "（）"])
def test_marks_alone_are_no_question(filled, browse, county_a, nothing):
    response = browse(county_a).get("/search/", {"q": nothing, "year": "2020"})
    assert response.context["results"] is None
    assert "请输入要找的字词" in text_of(response)
    assert 'href="?q=%E8%B0%83%E8%A7%A3%E6%94%B6%E8%B4%B9%E5%90%97"' in response.content.decode()
    assert api(browse(county_a), q=nothing) == (200, {"total": 0, "hits": []})


def test_the_heading_of_the_advice_stands_over_something(filled, browse, county_a):
    bare = text_of(browse(county_a).get("/search/", {"q": "火星基地"}))
    assert "可以这样试试" not in bare
    assert "可以按栏目查看：" in bare
    assert "可以这样试试" in text_of(browse(county_a).get("/search/", {"q": "旧事 火星基地"}))


@pytest.fixture
def reachable(county_a):
    kept = apps.get_model("home", "TenantSettings").for_site(county_a.site)
    kept.phone, kept.opening_hours = "0199-555-0100", "工作日八点半到五点"
    kept.save()


@pytest.mark.parametrize("text", ["火星基地", "周末开门吗", "人民条解", "联系电话"])
def test_who_finds_little_or_asks_for_the_hours_can_call(filled, browse, county_a, reachable, text):
    html = browse(county_a).get("/search/", {"q": text}).content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    assert 'href="tel:0199-555-0100"' in main
    assert "工作日八点半到五点" in main


def test_who_finds_enough_is_not_sent_to_the_telephone(filled, browse, county_a, reachable):
    html = browse(county_a).get("/search/", {"q": "调解"}).content.decode()
    assert "tel:" not in html[html.index("<main") : html.index("</main>")]
