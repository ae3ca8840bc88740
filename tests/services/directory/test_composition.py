"""What the documents ask of an organisation, checked without a database."""

from collections import Counter

import pytest

from services.declarations.table import Declared, MalformedDeclaration
from services.directory.composition import COUNTS, Body, Staff, composition, findings, load
from services.directory.kinds import OrganisationKind
from services.directory.models import Expert, OrganisationMember


def people(*names):
    return set(names)


def body(kind, *, under="", headcount=0, staff=None, below=(), experts=None):
    return Body(kind, under, headcount, staff or Staff(), tuple(below), experts or {})


def said(found):
    return {one.rule.code: (one.has, one.missing, one.surplus) for one in findings(found, composition())}


def test_every_rule_speaks_of_kinds_posts_and_panels_that_exist():
    known = set(OrganisationKind.values)
    for rule in composition().rules:
        assert {*rule.kinds, *rule.under, *rule.of} <= known, rule.code
        assert rule.panel in ("", *Expert.Panel.values), rule.code
        assert rule.basis, rule.code
    posts = set(OrganisationMember.Post.values) - {"staff", "mediator"}
    assert posts <= set(COUNTS)


def test_the_centre_wants_five_full_time_mediators_and_five_committees():
    sectors = ("medical", "traffic", "labour", "land")
    below = [(f"{sector}_mediation_committee", Staff()) for sector in sectors]
    centre = body("mediation_center", staff=Staff(full_time=people("甲", "乙", "丙")), below=below)
    assert said(centre) == {"centre_full_time": (3, 2, 0), "centre_committees": (4, 1, 0)}
    below.append(("sector_mediation_organization", Staff()))
    full = Staff(full_time=people(*"甲乙丙丁戊"))
    assert said(body("mediation_center", staff=full, below=below)) == {}


def test_the_land_committee_has_one_director_two_or_three_deputies_and_a_woman():
    few = Staff(posts=Counter(director=1, deputy=1), women=people("甲"))
    many = Staff(posts=Counter(director=2, deputy=4), women=people("甲"))
    right = Staff(posts=Counter(director=1, deputy=3), women=people("甲"))
    assert said(body("land_mediation_committee", staff=few)) == {"land_deputies": (1, 1, 0)}
    assert said(body("land_mediation_committee", staff=many)) == {
        "land_director": (2, 0, 1),
        "land_deputies": (4, 0, 1),
    }
    assert said(body("land_mediation_committee", staff=right)) == {}
    assert said(body("land_mediation_committee", staff=Staff(posts=right.posts))) == {
        "statutory_woman": (0, 1, 0)
    }


def test_the_studio_of_the_traffic_committee_counts_for_it():
    seats = Staff(posts=Counter(director=1, member=2), women=people("乙"), mediators=people("甲"))
    studio = ("mediation_studio", Staff(mediators=people("甲", "丙", "丁")))
    committee = body("traffic_mediation_committee", staff=seats, below=[studio], experts={"traffic": 1})
    assert said(committee) == {}
    alone = body("traffic_mediation_committee", staff=seats, experts={"traffic": 1})
    assert said(alone) == {"traffic_mediators": (1, 2, 0)}


def test_what_depends_on_the_organisation_above_and_on_the_size_of_the_unit():
    group = "mediation_group"
    assert said(body(group)) == {}
    assert set(said(body(group, under="private_enterprise_mediation_committee"))) == {
        "private_group_leader", "private_group_mediators",
    }  # fmt: skip
    assert said(body("partner_unit", headcount=199)) == {}
    assert said(body("partner_unit", headcount=200)) == {"large_enterprise": (0, 1, 0)}
    held = [("state_enterprise_mediation_committee", Staff())]
    assert said(body("partner_unit", headcount=200, below=held)) == {}


def test_panels_are_counted_over_the_county():
    seats = Staff(posts=Counter(director=1, member=2), women=people("甲"))
    committee = body("medical_mediation_committee", staff=seats, experts={"medical": 1, "legal": 2})
    assert said(committee) == {"medical_panel": (1, 1, 0)}


def test_the_sentence_names_the_range():
    found = {
        one.rule.code: str(one.wanted) for one in findings(body("land_mediation_committee"), composition())
    }
    assert (found["land_director"], found["land_deputies"], found["statutory_woman"]) == (
        "1",
        "2至3",
        "不少于1",
    )


def test_a_faulty_declaration_is_refused_with_every_fault():
    text = """
[rules.a]
kinds = []
count = "friends"
least = 3
most = 2
basis = "x"
[rules.b]
kinds = ["law_firm"]
count = "experts"
basis = "x"
[training]
basis = "x"
"""
    with pytest.raises(MalformedDeclaration) as refusal:
        load(Declared.parse(text, "composition.toml"))
    assert [(problem.line, problem.path[-1]) for problem in refusal.value.problems] == [
        (3, "kinds"), (4, "count"), (6, "most"), (10, "count"),
    ]  # fmt: skip
