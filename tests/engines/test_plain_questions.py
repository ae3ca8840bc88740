"""Questions in everyday words, put to every engine."""

import pytest

from search.types import Query
from tests.engines.conftest import entry

BOTH = ("jia", "yi")


def parts(engine, text: str) -> list[str]:
    query = Query(text=text, tenants=BOTH, per_object=0, size=50)
    return [f"{hit.object_key.split('/')[-1]}:{hit.part}" for hit in engine.search(query).hits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("调解是免费的吗", ["1:i-4"]),
        ("调解要钱吗", ["1:i-4"]),
        ("人民调解收不收费", ["1:i-4"]),
        ("法援", ["3:", "2:"]),
        ("回访要多久", ["1:i-2"]),
        ("指派律师要几天", ["2:"]),
    ],
)
def test_a_plain_question_finds_the_clause_that_answers(filled, text, expected):
    assert parts(filled, text)[: len(expected)] == expected


def test_what_was_typed_comes_before_what_it_means(engine):
    engine.put(
        [
            entry("1", title="甲", text="办理公证不收取任何费用。"),
            entry("2", title="乙", text="办理公证免费。"),
            entry("3", title="丙", text="办理公证不收钱。"),
        ]
    )
    found = parts(engine, "公证免费吗")
    assert (found[0], sorted(found)) == ("2:", ["1:", "2:", "3:"])


def test_nothing_that_answers_leads_loosely_to_a_part(filled):
    results = filled.search(Query(text="回访收费吗", tenants=("jia",)))
    assert (sorted(hit.part for hit in results.hits), results.loose) == (["i-2", "i-4"], True)


def test_a_clause_that_holds_all_words_comes_first(engine):
    engine.put(
        [
            entry("1", title="须知", text="司法确认怎样办：司法确认、司法确认。"),
            entry("1", title="须知", part="i-1", position=1, text="司法确认由法院作出司法确认裁定。"),
            entry("1", title="须知", part="i-2", position=2, text="三十日内双方一起提出。"),
            entry("2", title="办法", text="总则"),
            entry("2", title="办法", part="i-1", position=1, text="司法确认和司法确认的效力"),
            entry(
                "2",
                title="办法",
                part="i-2",
                position=2,
                text="达成协议以后，双方认为有必要的，可以自协议生效之日起三十日内共同申请司法确认，由调解员陪同。",
            ),
        ]
    )
    hits = engine.search(Query(text="司法确认 三十日", tenants=("jia",))).hits
    shown = [(hit.object_key[-1], hit.part) for hit in hits]
    assert shown[:2] == [("2", "i-2"), ("2", "i-1")]
    assert sorted(shown[2:]) == [("1", ""), ("1", "i-1")]
