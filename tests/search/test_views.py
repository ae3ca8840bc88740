import json
import re
from datetime import date

import pytest

from search.engines.base import EngineError
from search.types import Entry
from search.views import _PER_MINUTE

HIT_KEYS = [
    "kind",
    "title",
    "document_number",
    "clause",
    "passage_html",
    "url",
    "tenant",
    "validity",
    "score",
]


def policy(tenant: str, object_id: str, part: str = "", **values: object) -> Entry:
    usual = {
        "title": "人民调解工作规定", "document_number": "甲司发〔2020〕24号", "issuers": ("甲县司法局",), "year": 2020,
        "validity": "valid", "published": date(2020, 3, 9), "url": f"/policies/{object_id}/" + (f"#{part}" if part else ""),
    }  # fmt: skip
    return Entry(tenant=tenant, kind="note", object_id=object_id, part=part, **(usual | values))


@pytest.fixture
def filled(shelf, index_dir, umbrella, county_a, county_b):
    index_dir.rebuild(
        lambda: [
            policy("jia", "1", text="为规范调解工作<制定>本规定。"),
            *(
                policy("jia", "1", f"i-{n}", position=n, clause=f"第{n}条", text=f"调解第{n}次。")
                for n in range(1, 6)
            ),
            policy(
                "jia",
                "2",
                title="旧规定",
                text="调解旧事。",
                validity="repealed",
                year=2010,
                document_number="",
            ),
            policy("yi", "3", title="乙县调解办法", text="乙县的调解。", document_number=""),
            policy("shi", "4", title="全市调解意见", text="全市的调解。", document_number=""),
        ]
    )
    return index_dir


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode()))


def api(client, **parameters):
    response = client.get("/api/v1/search/", parameters)
    return response.status_code, json.loads(response.content)


def test_the_page_shows_clauses_with_their_way(filled, browse, county_a):
    response = browse(county_a).get("/search/", {"q": "调解"})
    html, text = response.content.decode(), text_of(response)
    assert response.status_code == 200
    assert "找到 2 件，共 7 处。" in text
    assert "本文另有 3 处" in text
    assert 'href="/policies/1/#i-' in html
    assert "为规范<mark>调解</mark>工作&lt;制定&gt;本规定。" in html or "<mark>调解</mark>第" in html
    assert "这份文件已不再有效，仅供查考。" in text
    assert html.index("人民<mark>调解</mark>工作规定") < html.index("旧规定")
    assert '<script type="module"' in html, "the frame is the portal's"


def test_a_county_finds_its_own_and_an_umbrella_its_counties(filled, browse, umbrella, county_a, county_b):
    seen = {
        tenant.slug: sorted(
            {
                (hit["tenant"], hit["url"].partition("#")[0])
                for hit in api(browse(tenant), q="调解")[1]["hits"]
            }
        )
        for tenant in (umbrella, county_a, county_b)
    }
    assert seen == {
        "jia": [("jia", "/policies/1/"), ("jia", "/policies/2/")],
        "yi": [("yi", "/policies/3/")],
        "shi": [
            ("jia", "http://jia.localhost/policies/1/"),
            ("jia", "http://jia.localhost/policies/2/"),
            ("shi", "/policies/4/"),
            ("yi", "http://yi.localhost/policies/3/"),
        ],
    }


def test_no_parameter_opens_another_county(filled, browse, county_a):
    for sneaky in ({"county": "yi"}, {"tenant": "yi"}, {"within": "yi/note/3"}):
        _, answer = api(browse(county_a), q="乙县的调解", **sneaky)
        assert {hit["tenant"] for hit in answer["hits"]} <= {"jia"}
        assert "乙县的调解" not in browse(county_a).get(
            "/search/", {"q": "乙县", **sneaky}
        ).content.decode().replace('value="', "")


def test_the_answer_of_the_api(filled, browse, county_a):
    status, answer = api(browse(county_a), q="甲司发[2020]24号")
    assert status == 200
    assert list(answer) == ["total", "hits"]
    assert answer["total"] == 1
    (hit,) = answer["hits"]
    assert list(hit) == HIT_KEYS
    assert {**hit, "score": 0} == {
        "kind": "note", "title": "人民调解工作规定", "document_number": "甲司发〔2020〕24号", "clause": "", "score": 0,
        "passage_html": "为规范调解工作&lt;制定&gt;本规定。", "url": "/policies/1/", "tenant": "jia", "validity": "valid",
    }  # fmt: skip
    assert api(browse(county_a), q="") == (200, {"total": 0, "hits": []})
    assert api(browse(county_a), q="没有这样的话") == (200, {"total": 0, "hits": []})


def test_facets_are_links_and_filters_can_be_taken_away(filled, browse, umbrella, county_a):
    response = browse(county_a).get("/search/", {"q": "调解"})
    assert [
        (facet.name, [(c.label, c.count) for c in facet.choices]) for facet in response.context["facets"]
    ] == [
        ("year", [("2020", 1), ("2010", 1)]),
        ("validity", [("废止", 1), ("有效", 1)]),
    ]
    narrowed = browse(county_a).get("/search/" + response.context["facets"][0].choices[1].url)
    assert [(one.label, one.value) for one in narrowed.context["active"]] == [("年份", "2010")]
    assert "找到 1 件，共 1 处。" in text_of(narrowed)
    wide = browse(county_a).get("/search/" + narrowed.context["active"][0].url)
    assert "找到 2 件" in text_of(wide)
    names = [facet.name for facet in browse(umbrella).get("/search/", {"q": "调解"}).context["facets"]]
    assert "county" in names
    narrowed = browse(umbrella).get("/search/", {"q": "调解", "county": "yi"})
    assert [(one.label, one.value) for one in narrowed.context["active"]] == [("地区", "乙县")]
    assert "找到 1 件" in text_of(narrowed)


def test_the_rest_of_a_document(filled, browse, county_a):
    response = browse(county_a).get("/search/", {"q": "调解", "within": "jia/note/1"})
    (group,) = response.context["groups"]
    assert sorted(hit.part for hit in group["hits"]) == ["", "i-1", "i-2", "i-3", "i-4", "i-5"]
    assert [(one.label, one.value) for one in response.context["active"]] == [("范围", "这一份文件")]


def test_an_empty_result_offers_ways_on(filled, browse, county_a):
    response = browse(county_a).get("/search/", {"q": "人民条解"})
    text = text_of(response)
    assert "没有完全符合的内容，以下 1 件部分符合。" in text
    assert "您要找的是不是： 人民调解" in text.replace("：人", "： 人")
    assert 'href="/notes/"' in response.content.decode()
    nothing = browse(county_a).get("/search/", {"q": "火星基地"})
    assert "没有找到符合的内容。" in text_of(nothing)
    assert 'href="/notes/"' in nothing.content.decode()
    fewer = browse(county_a).get("/search/", {"q": "旧事 火星基地", "year": "1999"})
    assert [option.text for option in fewer.context["advice"].fewer_words] == ["旧事"]
    assert fewer.context["advice"].without_filters.count == 1


def test_before_anything_is_asked(filled, browse, county_a):
    response = browse(county_a).get("/search/")
    assert response.context["results"] is None
    assert 'href="/notes/"' in response.content.decode()


def test_a_page_beyond_the_last_shows_the_last(filled, browse, county_a):
    assert api(browse(county_a), q="调解", page="9")[1]["hits"] == api(browse(county_a), q="调解")[1]["hits"]


@pytest.mark.parametrize(
    "bad",
    [
        {"q": "调" * 5000}, {"q": "\x00"}, {"q": "调解", "page": "abc"}, {"q": "调解", "page": "-1"}, {"q": '"'}, {"q": "<script>"},
        {"q": "调解", "year": "abc"}, {"q": "调解", "kind": "x' OR 1"}, {"q": "%00%ff"}, {"q": "*:* AND ("}, {"page": "2"},
        {"q": "调解", "within": "../../etc"}, {"q": "调解", "issuer": "\u202e"}, {"q": "调解", "page": "9" * 30},
    ],
)  # fmt: skip
def test_bad_input_gets_a_friendly_answer(filled, browse, county_a, bad):
    response = browse(county_a).get("/search/", bad)
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    assert api(browse(county_a), **bad)[0] == 200


def test_words_are_escaped(filled, browse, county_a):
    html = browse(county_a).get("/search/", {"q": '"><img src=x onerror=1>'}).content.decode()
    assert "<img src=x" not in html


def test_only_reading(filled, browse, county_a):
    assert browse(county_a).post("/search/").status_code == 405
    assert browse(county_a).post("/api/v1/search/").status_code == 405


def test_an_engine_that_is_down(filled, browse, county_a, monkeypatch):
    def down(query):
        raise EngineError("gone")

    monkeypatch.setattr(filled, "search", down)
    page = browse(county_a).get("/search/", {"q": "调解"})
    assert (page.status_code, "搜索暂时不能用" in text_of(page)) == (503, True)
    assert 'value="调解"' in page.content.decode()
    assert api(browse(county_a), q="调解") == (503, {"error": "检索暂时不能用，请稍后再试。"})


def test_too_many(filled, browse, county_a, settings):
    settings.THROTTLES = {"search": 2}
    client = browse(county_a)
    assert [client.get("/search/").status_code for _ in range(2)] == [200, 200]
    refused = client.get("/search/", {"q": "调解"})
    assert (refused.status_code, "搜索太频繁" in text_of(refused)) == (429, True)
    assert 1 <= int(refused["Retry-After"]) <= 60
    status, answer = api(client, q="调解")
    assert (status, list(answer)) == (429, ["error"])
    assert api(browse(county_a), q="调解")[0] == 429, "the same address, without cookies"
    settings.THROTTLES = {"search": 0}
    assert api(client, q="调解")[0] == 200
    assert _PER_MINUTE >= 60
