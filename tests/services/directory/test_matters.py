"""The list of matters is whole, and a faulty one says what is wrong and where."""

import pytest

from services.declarations.table import Declared, MalformedDeclaration
from services.directory.kinds import OrganisationKind
from services.directory.matters import FILE, load, taxonomy
from services.procedures.library import shipped


def test_every_field_of_dispute_is_there_and_goes_somewhere():
    known = taxonomy()
    assert [matter.code for matter in known.children("")] == [
        "marriage_family", "neighbour", "land", "rural_contract", "property_management", "labour", "expropriation",
        "medical", "traffic", "consumption", "tourism", "environment", "internet", "e_commerce", "chamber", "petition",
        "campus", "food_drug", "work_safety", "intellectual_property", "unit_internal", "contract", "debt",
        "public_security_civil", "other",
    ]  # fmt: skip
    assert len(known.children("land")) == 8
    kinds = {kind for entry in (*known.matters.values(), *known.seats.values()) for kind in entry.kinds}
    assert kinds - set(OrganisationKind.values) == set()
    assert {matter.help for matter in known.matters.values()} & {""} == set()
    assert [code for code in known.matters if len(code) > 40] == []


def test_names_and_words_are_told_apart():
    matters = taxonomy().matters.values()
    assert len({matter.name for matter in matters}) == len(matters)
    assert [matter.code for matter in matters if len(set(matter.aliases)) != len(matter.aliases)] == []


def test_every_shipped_procedure_has_its_seat():
    """Every shipped procedure without a seat of its own is mediation in general: the matter decides."""
    by_matter = {"PM_GENERAL", "PM_COMMISSIONED", "AGREEMENT_REVISIT"}
    assert shipped().keys() - taxonomy().seats.keys() - by_matter == set()


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("包工头欠我三个月工资", "wages"),
        ("邻居的狗咬了我", "neighbour"),
        ("隔壁村把界石挪了", "land_title"),
        ("医院做手术出了事", "medical"),
        ("骑电动车被撞车了", "traffic"),
        ("借钱不还，有欠条", "debt"),
    ],
)
def test_everyday_words_lead_to_the_matter(words, first):
    assert taxonomy().meant_by(words)[0].code == first


def test_words_that_say_nothing_lead_nowhere():
    assert taxonomy().meant_by("您好") == ()


def test_labels_and_lines():
    known = taxonomy()
    assert (known.label("wages"), known.label("unheard")) == ("劳动人事争议 · 拖欠工资", "unheard")
    assert [matter.code for matter in known.line("wages")] == ["wages", "labour"]
    assert known.matters["wages"].kinds == known.matters["labour"].kinds


def test_every_fault_is_told_with_its_line():
    text = """[matters.a]
name = "甲"
kinds = ["x"]
colour = "red"
[matters.b]
name = "乙"
parent = "c"
[matters.c]
parent = "a"
[procedures]
P = {matter = "a", kinds = ["x"]}
"""
    with pytest.raises(MalformedDeclaration) as refused:
        load(Declared.parse(text, "m.toml"))
    assert [(problem.line, problem.path) for problem in refused.value.problems] == [
        (4, ("matters", "a", "colour")),
        (5, ("matters", "b", "kinds")),
        (7, ("matters", "b", "parent")),
        (8, ("matters", "c", "name")),
        (11, ("procedures", "P", "kinds")),
    ]


def test_the_shipped_file_is_the_one_that_is_read():
    assert load(Declared.open(FILE)) == taxonomy()
