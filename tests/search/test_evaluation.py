import gzip
import json

from django.core.management import call_command

from search import evaluation

CORPUS = [
    {"id": 7, "law": "甲法", "article": "第十条", "content": "劳动者可以申请支付劳动报酬。"},
    {"id": 8, "law": "甲法", "article": "第二条", "content": "本法适用于一切单位。"},
    {"id": 9, "law": "乙条例", "article": "第一条", "content": "公民可以申请法律援助。"},
]


def test_articles_stand_in_the_order_of_their_numbers():
    entries = list(evaluation.corpus_entries(CORPUS))
    assert [(one.object_id, one.part, one.position, one.level) for one in entries] == [
        ("乙条例", "9", 0, 1.0),
        ("甲法", "8", 0, 1.2),
        ("甲法", "7", 1, 1.2),
    ]


def test_figures():
    figures = evaluation.figures([([1, 2], {2, 3}), ([], {4})])
    assert figures == {
        "recall@5": 0.25,
        "recall@10": 0.25,
        "recall@20": 0.25,
        "recall@100": 0.25,
        "mrr@10": 0.25,
    }


def test_the_command_measures_and_keeps_the_run(tmp_path, capsys):
    with gzip.open(tmp_path / "corpus.jsonl.gz", "wt", encoding="utf-8") as corpus:
        corpus.writelines(json.dumps(row) + "\n" for row in CORPUS)
    (tmp_path / "queries.jsonl").write_text(json.dumps({"id": 1, "query": "老板拖欠工资", "rel": [7]}))
    call_command(
        "evaluate_search", corpus=tmp_path / "corpus.jsonl.gz", queries=tmp_path / "queries.jsonl",
        save=tmp_path / "run.jsonl", verbosity=0,
    )  # fmt: skip
    assert "recall@10    1.0000" in capsys.readouterr().out
    assert json.loads((tmp_path / "run.jsonl").read_text()) == {"id": 1, "ids": [7]}
