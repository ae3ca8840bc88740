"""What every engine does alike. The Elasticsearch half runs against the server behind TEST_ELASTICSEARCH_URL."""

import threading

import pytest

from search.engines.base import EngineBusy
from search.types import Bucket, Entry, Query
from tests.engines.conftest import AID, ENTRIES, RULES, entry

BOTH = ("jia", "yi")


def parts(engine, text: str, **options) -> list[str]:
    query = Query(text=text, **({"tenants": BOTH, "per_object": 0, "size": 50} | options))
    return [f"{hit.object_key.split('/')[-1]}:{hit.part}" for hit in engine.search(query).hits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("回访", ["1:i-2"]),
        ("卷宗", ["1:i-4"]),
        ("卷", ["1:i-4"]),
        ("一案一卷", ["1:i-4"]),
        ("不收费", ["1:i-4"]),
        ("三十日 回访", ["1:i-2"]),
        ("30日内回访", ["1:i-2"]),
        ("達成協議", ["1:i-2"]),
        ("司法确认", ["1:i-3"]),
        ("当日指派", ["2:"]),
        ("经济困难的公民", ["3:"]),
        ("甲司发[2020]24号", ["1:"]),
        ("甲司发【2020】第24号", ["1:"]),
        ("甲司发（2020）24号", ["1:"]),
        ("关于甲司发2020年24号", ["1:"]),
        ("甲司发〔2018〕111号", ["2:"]),
        ("renmintiaojie", ["1:"]),
        ("rmtj", ["1:"]),
        ("flyz", ["3:", "2:"]),
        ("fa lv yuan zhu", ["3:", "2:"]),
        ("没有这样的话吧", []),
    ],
)
def test_finds(filled, text, expected):
    assert parts(filled, text) == expected


def test_numerals_are_found_in_both_scripts_and_the_text_in_force_stands_first(filled):
    for text in ("二十日内完成调解", "20日内完成调解", "２０ 日内完成調解"):
        assert parts(filled, text) == ["1:i-1", "2:i-1"]
    first, second = filled.search(Query(text="二十日内完成调解", tenants=("jia",))).hits
    assert (first.is_out_of_force, second.is_out_of_force, second.validity) == (False, True, "repealed")
    assert first.score > second.score


def test_the_passage_is_the_original_escaped_and_marked(filled):
    (hit,) = filled.search(Query(text="司法确认 双方", tenants=("jia",))).hits
    assert (
        hit.passage_html
        == "调解协议可以申请“<mark>司法”确认</mark>，&lt;b&gt;<mark>双方</mark>&lt;/b&gt;共同提出。"
    )
    assert (hit.clause, hit.url, hit.title) == ("第三条", "/policies/1/#i-3", "人民调解工作规定")


def test_a_tenant_who_is_not_named_is_never_found(filled):
    assert parts(filled, "法律援助", tenants=("yi",)) == ["3:"]
    assert parts(filled, "法律援助", tenants=("jia",)) == ["2:"]
    assert parts(filled, "法律援助", tenants=()) == []
    assert parts(filled, "法律援助", tenants=("jia",), tenant="yi") == []
    results = filled.search(Query(text="法律援助", tenants=("jia",)))
    assert results.facets["tenant"] == (Bucket("jia", 1),)
    assert filled.suggest(Query(text="法律员助", tenants=("bing",))) == []


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"kind": "guide"}, ["3:"]),
        ({"issuer": "甲县财政局"}, []),
        ({"issuer": "甲县司法局"}, ["2:"]),
        ({"year": 2018}, ["2:"]),
        ({"validity": "repealed"}, ["2:"]),
        ({"validity": "valid"}, []),
        ({"tenant": "yi"}, ["3:"]),
    ],
)
def test_filters(filled, filters, expected):
    assert parts(filled, "法律援助", **filters) == expected


def test_facets_count_documents_not_clauses(filled):
    results = filled.search(Query(text="调解", tenants=BOTH))
    assert {name: set(buckets) for name, buckets in results.facets.items()} == {
        "kind": {Bucket("policy", 2)},
        "issuer": {Bucket("甲县司法局", 2), Bucket("甲县财政局", 1)},
        "year": {Bucket("2020", 1), Bucket("2018", 1)},
        "validity": {Bucket("valid", 1), Bucket("repealed", 1)},
        "tenant": {Bucket("jia", 2)},
    }


def test_a_document_shows_three_clauses_and_says_how_many_more(filled):
    results = filled.search(Query(text="调解", tenants=BOTH))
    shown = [(hit.object_key, hit.more) for hit in results.hits]
    assert shown == [("jia/policy/1", 0), ("jia/policy/1", 0), ("jia/policy/1", 2), ("jia/policy/2", 0)]
    assert (results.total, results.objects, results.pages) == (6, 2, 1)
    within = filled.search(Query(text="调解", tenants=BOTH, within="jia/policy/1"))
    assert {hit.part for hit in within.hits} == {"", "i-1", "i-2", "i-3", "i-4"}


def test_pages_are_made_of_documents(engine):
    engine.put(entry(str(number), text=f"第{number}号调解记录") for number in range(7))
    seen = [
        [
            hit.object_key
            for hit in engine.search(Query(text="调解记录", tenants=("jia",), page=page, size=3)).hits
        ]
        for page in (1, 2, 3, 4)
    ]
    assert [len(page) for page in seen] == [3, 3, 1, 0]
    assert len({key for page in seen for key in page}) == 7


def test_without_words_the_newest_comes_first(filled):
    results = filled.search(Query(text="", tenants=BOTH, kind="policy"))
    assert [hit.object_key for hit in results.hits] == ["jia/policy/1", "jia/policy/2"]
    assert (results.total, results.objects) == (2, 2)


def test_putting_an_object_replaces_all_of_it(filled):
    filled.put([entry(**RULES, text="全新的内容")])
    assert parts(filled, "回访") == []
    assert parts(filled, "全新的内容") == ["1:"]
    assert parts(filled, "当日指派") == ["2:"]


def test_dropping_and_clearing(filled):
    filled.drop("policy", "1", "yi")
    assert parts(filled, "回访") == ["1:i-2"]
    filled.drop("policy", "1", "jia")
    assert parts(filled, "回访") == []
    filled.clear("jia")
    assert parts(filled, "法律援助") == ["3:"]
    filled.clear()
    assert parts(filled, "法律援助") == []


def test_writes_become_visible_together_or_not_at_all(filled):
    with filled.writing():
        filled.drop("policy", "1", "jia")
        filled.put([entry("9", text="新的回访记录")])
    assert parts(filled, "回访") == ["9:"]
    with pytest.raises(RuntimeError, match="stop"), filled.writing():
        filled.drop("policy", "9", "jia")
        raise RuntimeError("stop")
    assert parts(filled, "回访") == ["9:"]


def test_one_writer_at_a_time(filled):
    outcome: list[type] = []

    def second() -> None:
        try:
            filled.put([entry("9")])
        except EngineBusy as error:
            outcome.append(type(error))

    with filled.writing():
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
    assert outcome == [EngineBusy]
    filled.put([entry("9", text="轮到我了")])
    assert parts(filled, "轮到我了") == ["9:"]


def test_a_rebuild_answers_from_the_old_index_until_it_is_done(filled):
    seen: list[list[str]] = []

    def entries():
        for one in (entry("8", text="重建之后"), entry("9", text="重建之后")):
            seen.append(parts(filled, "回访"))
            yield one

    assert filled.rebuild(entries) == 2
    assert seen == [["1:i-2"], ["1:i-2"]]
    assert parts(filled, "回访") == []
    assert sorted(parts(filled, "重建之后")) == ["8:", "9:"]
    assert filled.needs_rebuild() is False


def test_a_rebuild_of_one_tenant_leaves_the_others(filled):
    filled.rebuild(lambda: [entry("3", tenant="yi", text="乙县新文")], "yi")
    assert parts(filled, "乙县新文") == ["3:"]
    assert parts(filled, "经济困难") == []
    assert parts(filled, "回访") == ["1:i-2"]


def test_a_rebuild_that_fails_changes_nothing(filled):
    def entries():
        yield entry("8", text="半途")
        raise RuntimeError("broken source")

    with pytest.raises(RuntimeError, match="broken source"):
        filled.rebuild(entries)
    assert parts(filled, "半途") == []
    assert parts(filled, "回访") == ["1:i-2"]


def test_nothing_is_there_before_the_first_write(engine):
    assert engine.needs_rebuild() is True
    assert engine.search(Query(text="调解", tenants=BOTH)).total == 0
    assert engine.suggest(Query(text="调解", tenants=BOTH)) == []
    engine.put([entry(text="第一份")])
    assert parts(engine, "第一份") == ["1:"]
    assert engine.needs_rebuild() is True, "one object is not the whole"


def test_what_sounds_alike_is_suggested(filled):
    assert filled.suggest(Query(text="法律员助", tenants=BOTH)) == ["法律援助"]
    assert filled.suggest(Query(text="人民条解", tenants=BOTH)) == ["人民调解"]
    assert filled.suggest(Query(text="无", tenants=BOTH)) == []


def test_parts_of_a_question_are_found_loosely(filled):
    results = filled.search(Query(text="回访电话录音保存", tenants=BOTH))
    assert ([hit.part for hit in results.hits], results.loose) == (["i-2"], True)


def test_everyday_words_lead_to_the_words_of_the_documents(filled):
    assert parts(filled, "没钱打官司") == ["3:", "2:"]


@pytest.mark.parametrize(
    "text",
    ["a" * 5000, "调解" * 3000, "\x00", "AND OR NOT", "*:*", "title:x", '"', "〔〕", "🙂", "𠮷", "（）"],
)
def test_nothing_typed_breaks_it(filled, text):
    assert filled.search(Query(text=text, tenants=BOTH)).page == 1


def test_every_field_comes_back(engine):
    whole = Entry(
        tenant="jia", kind="policy", object_id="5", part="", title="甲县公证办法", document_number="甲公〔2021〕5号",
        clause="一、", heading="总则", text="公证须知", url="/policies/5/", validity="amended", issuers=("甲", "乙"),
        year=2021, published=AID["published"], level=1.5, position=0,
    )  # fmt: skip
    engine.put([whole])
    (hit,) = engine.search(Query(text="公证须知", tenants=("jia",))).hits
    for name in (
        "tenant",
        "kind",
        "part",
        "title",
        "document_number",
        "clause",
        "heading",
        "url",
        "validity",
        "issuers",
        "year",
        "published",
    ):
        assert getattr(hit, name) == getattr(whole, name)
    assert len(ENTRIES) == 8
