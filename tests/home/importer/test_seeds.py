"""The five real documents beside the project. Only structure is asserted; their words stay where they are."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from home.clauses import PartText, clause_trees, walk
from home.importer import lines_by_role, read, recognise, unaccounted
from home.importer.types import Document, Paragraph, Result, Signature, Source

SEEDS = Path(__file__).parents[3].parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="shared/seeds is not beside the project")

HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def seeds() -> dict[str, tuple[Source, Result]]:
    sources = {path.name[:3]: read(path) for path in sorted(SEEDS.glob("*.txt"))}
    return {key: (source, recognise(source)) for key, source in sources.items()}


def one(seeds, key: str) -> Document:
    (document,) = seeds[key][1].documents
    assert seeds[key][1].compilation is None
    return document


# number without its prefix, date, count of organs, whether addressees are given, parts
VOLUME = [
    ("〔2010〕54号", date(2010, 8, 23), 2, False, ["instrument"]),
    ("〔2010〕73号", date(2010, 11, 10), 3, True, ["instrument"]),
    ("〔2013〕46号", date(2013, 3, 27), 2, False, ["instrument"]),
    ("〔2016〕34号", date(2016, 5, 20), 1, False, ["instrument"]),
    ("〔2017〕78号", date(2017, 9, 21), 3, True, ["instrument"]),
    ("〔2017〕36号", date(2017, 4, 27), 2, True, ["notice", "annex 附件1", "annex 附件2"]),
    ("〔2018〕第111号", date(2018, 12, 6), 4, True, ["notice", "instrument"]),
    ("〔2019〕32号", date(2019, 4, 4), 1, True, ["notice", "instrument"]),
    ("〔2019〕56号", date(2019, 5, 29), 3, True, ["notice", "instrument"]),
    ("〔2019〕57号", date(2019, 5, 29), 3, True, ["notice", "instrument"]),
    ("〔2020〕4号", date(2020, 1, 20), 1, True, ["notice", "instrument"]),
    ("〔2020〕24号", date(2020, 5, 14), 1, True, ["notice", "instrument", "annex 附件1", "annex 附件2"]),
]


def test_the_volume_becomes_twelve_documents(seeds):
    result = seeds["000"][1]
    assert [
        (
            re.sub("^[^〔]+", "", document.document_number),
            document.issued_on,
            len(document.issuers),
            bool(document.addressees),
            [f"{part.kind} {part.label}".strip() for part in document.parts],
        )
        for document in result.documents
    ] == VOLUME


def test_the_volume_has_its_contents_in_order_and_complete(seeds):
    volume = seeds["000"][1].compilation
    assert (volume.first_year, volume.last_year, volume.compiled_on) == (2010, 2020, date(2021, 4, 30))
    assert volume.compiled_by != ""
    assert [entry.order for entry in volume.entries] == list(range(1, 13))
    assert [entry.document for entry in volume.entries] == list(range(12))
    assert [entry.page for entry in volume.entries] == [3, 8, 16, 22, 28, 33, 40, 49, 68, 75, 82, 90]
    assert volume.notes == []


@pytest.mark.parametrize(
    ("key", "number", "issued", "organs", "parts"),
    [
        ("001", "〔2023〕12号", date(2023, 3, 9), 1, ["notice", "instrument"]),
        ("002", "", date(2018, 3, 30), 1, ["notice", "instrument", "instrument", "instrument"]),
        ("003", "〔2022〕45号", date(2022, 8, 20), 1, ["notice", "instrument", "annex 附件"]),
        ("004", "", date(2018, 6, 7), 2, ["notice", "instrument"]),
    ],
)
def test_the_other_files_are_one_document_each(seeds, key, number, issued, organs, parts):
    document = one(seeds, key)
    assert document.document_number.endswith(number)
    assert bool(document.document_number) == bool(number)
    assert document.issued_on == issued
    assert len(document.issuers) == organs
    assert document.addressees != ""
    assert [f"{part.kind} {part.label}".strip() for part in document.parts] == parts
    assert (document.interpretation is not None) == (key == "004")


def test_the_disclosure_header_and_marks_are_read(seeds):
    with_header, marked, page = one(seeds, "002"), one(seeds, "001"), one(seeds, "004")
    assert re.fullmatch(r"\d{9}/2018-\d{5}", with_header.index_number)
    assert (with_header.published_on, with_header.disclosure, with_header.validity) == (
        date(2018, 3, 30),
        "active",
        "valid",
    )
    assert marked.disclosure == "active"
    assert (page.published_on, page.published_time.isoformat()) == (date(2018, 6, 11), "10:35:03")
    assert page.interpretation.title.startswith("解读《")
    assert len(page.interpretation.parts[0].blocks) == 22


def test_trial_territory_and_effect_of_the_last_document(seeds):
    document = seeds["000"][1].documents[11]
    assert (document.is_trial, document.effective_on, document.territory) == (
        True,
        date(2020, 5, 14),
        "两县一区",
    )
    assert seeds["000"][1].documents[10].effective_on is None


def test_contradictions_of_the_volume_are_noted(seeds):
    documents = seeds["000"][1].documents
    numbers = [[n.line for n in d.notes if "的文号在此为" in n.text] for d in documents]
    assert numbers == [[]] * 8 + [[912], [974]] + [[]] * 2
    early = [n.line for n in documents[7].notes if "早于成文日期" in n.text]
    assert early == [808, 834, 864, 870, 880]
    jumps = [(i, n.line) for i, d in enumerate(documents) for n in d.notes if "跳到" in n.text]
    assert jumps == [(2, 325)]
    contents = [
        (i, n.line) for i, d in enumerate(documents) for n in d.notes if n.text.startswith("目录标题")
    ]
    assert contents == [(10, 33)]
    foreign = [n.line for d in documents for n in d.notes if "夹有英文" in n.text]
    assert foreign == [383, 884, 928, 1192]


def test_no_text_of_the_seeds_is_broken_off(seeds):
    """The copies beside the project end with full sentences; a cut copy must be told apart from them."""
    assert [d.source_incomplete for _, result in seeds.values() for d in result.documents] == [False] * 16
    path = next(SEEDS.glob("000*"))
    lines = path.read_text("utf-8").rstrip().split("\n")
    cut = recognise(read("\n".join(lines[:1573]).encode(), "000.txt"))
    assert [d.source_incomplete for d in cut.documents] == [False] * 11 + [True]


def test_furniture_is_only_what_it_is(seeds):
    found = {key: lines_by_role(result).get("furniture", []) for key, (_, result) in seeds.items()}
    assert found == {
        "000": [],
        "001": [1, 54],
        "002": [155, 157, 159, 161, 163, 165],
        "003": [],
        "004": [3, 5],
    }


@pytest.mark.parametrize("key", ["000", "001", "002", "003", "004"])
def test_every_line_is_booked_and_the_text_is_whole_and_in_order(seeds, key):
    source, result = seeds[key]
    assert source.refusals == ()
    assert unaccounted(source, result) == []
    by_line = {line.number: line.text for line in source.lines}
    written = "".join(by_line[number] for number in lines_by_role(result)["text"])
    documents = [d for document in result.documents for d in (document, document.interpretation) if d]
    read_out = "".join(
        b.text for d in documents for p in d.parts for b in p.blocks if isinstance(b, Paragraph)
    )
    assert HAN.findall(read_out) == HAN.findall(written)


@pytest.mark.parametrize("key", ["000", "001", "002", "003", "004"])
def test_titles_numbers_addressees_and_marks_keep_their_words(seeds, key):
    source, result = seeds[key]
    by_line = {line.number: line.text for line in source.lines}
    roles = lines_by_role(result)
    held = _fields(result)
    for role in ("title", "number", "addressees", "mark", "page_title", "volume"):
        for number in roles.get(role, []):
            missing = Counter(HAN.findall(by_line[number])) - held
            assert missing - Counter("整理年月日") == Counter(), f"line {number} ({role})"


def _fields(result: Result) -> Counter[str]:
    out = []
    if result.compilation:
        out += [result.compilation.title, result.compilation.compiled_by, "年"]
    for document in result.documents:
        out += [document.title, document.document_number, document.addressees]
        out += [note.text for note in document.notes if note.text.startswith("网页抬头")]
        for part in document.parts:
            out.append(part.title)
            out += [block.note for block in part.blocks if isinstance(block, Signature)]
    return Counter(HAN.findall("".join(out)))


def test_signatures_contents_and_headers_keep_their_words(seeds):
    """What the character count above leaves to fields, line by line."""
    for source, result in seeds.values():
        by_line = {line.number: line.text for line in source.lines}
        roles = lines_by_role(result)
        organs = "".join(
            o
            for d in result.documents
            for p in d.parts
            for b in p.blocks
            if isinstance(b, Signature)
            for o in b.organs
        )
        signed = "".join(
            by_line[n] for n in roles["signature"] if not re.search(r"\d日|[一-十]日", by_line[n])
        )
        assert "".join(HAN.findall(signed)) == organs
        listed = "".join(by_line[n] for n in roles.get("contents", []))
        entries = result.compilation.entries if result.compilation else []
        held = "".join(entry.title + entry.number for entry in entries)
        assert "".join(HAN.findall(listed)) == ("目录" if entries else "") + "".join(HAN.findall(held))
        header = "".join(by_line[n] for n in roles.get("header", []))
        fields = "".join(k + v for d in result.documents for k, v in d.header.items())
        assert Counter(HAN.findall(header)) == Counter(HAN.findall(fields))


def test_all_clauses_of_the_seeds_get_one_anchor_each(seeds):
    for _, result in seeds.values():
        for document in result.documents:
            trees = clause_trees(
                PartText(
                    part.kind,
                    part.label,
                    part.title,
                    ["".join(f"<p>{b.text}</p>" for b in part.blocks if isinstance(b, Paragraph))],
                )
                for part in document.parts
            )
            anchors = [clause.anchor for tree in trees for clause in walk(tree.clauses)]
            assert len(anchors) == len(set(anchors))
            assert len(anchors) == sum(isinstance(b, Paragraph) for p in document.parts for b in p.blocks)
