"""The shape of what is sent, without a server."""

from search.engines import elastic_query
from search.engines.plan import plan
from search.types import Query


def built(text: str, **values: object) -> dict:
    query = Query(text=text, tenants=("jia",), **values)
    return elastic_query.build(query, plan(query)).to_dict()["bool"]


def test_filters_never_score():
    made = built("回访", kind="policy", year=2020, tenant="jia", within="jia/policy/1")
    assert made["filter"][:4] == [
        {"terms": {"tenant": ["jia"]}},
        {"term": {"tenant": "jia"}},
        {"term": {"kind": "policy"}},
        {"term": {"year": "2020"}},
    ]
    assert list(made["filter"][4]["term"]) == ["object_hash"]


def test_half_of_the_pairs_are_demanded():
    (must,) = built("二十日内完成调解")["must"]
    (words,) = must["bool"]["should"]
    assert words["bool"]["minimum_should_match"] == 3
    assert len(words["bool"]["should"]) == 6


def test_a_meaning_is_demanded_in_any_of_its_words():
    made = built("调解要钱吗")
    (must,) = made["must"]
    (words,) = must["bool"]["should"]
    assert words["bool"]["minimum_should_match"] == 1
    (meant,) = words["bool"]["must"]
    text, title = (one["constant_score"] for one in meant["bool"]["should"])
    assert (text["boost"], title["boost"]) == (4.0, 1.5)
    assert {"match_phrase": {"text_units": {"query": "任 何 费 用", "boost": 1.0}}} in text["filter"]["bool"][
        "should"
    ]
    assert [len(one["bool"]["must"]) for one in made["should"] if "must" in one["bool"]] == [2, 2]


def test_a_document_number_outweighs_everything():
    (must,) = built("甲司发[2020]24号")["must"]
    exact = must["bool"]["should"][1]["constant_score"]
    assert exact == {
        "filter": {"terms": {"number": ["甲司发/2020/24", "司发/2020/24", "发/2020/24"]}},
        "boost": 1000.0,
    }


def test_without_words_whole_documents_are_listed():
    assert built("") == {"filter": [{"terms": {"tenant": ["jia"]}}, {"term": {"part": ""}}]}
