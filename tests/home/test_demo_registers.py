"""The registers of the demo agree with the county's file, invent everybody, and fall short here and there on purpose."""

import re
import tomllib
from functools import cache

import pytest

from home.demo.organisations import by_pattern
from home.demo.seats import drawn
from services.directory.codes import LANGUAGES
from services.directory.kinds import MEDIATES, PRACTISES, OrganisationKind
from services.directory.matters import taxonomy
from services.directory.models import Award, Expert, Informant, Lawyer, Mediator
from services.directory.practice import may_enter_pool
from tests.home.demo_files import COUNTIES, FOLDER, site

PEOPLE = ("mediators", "lawyers", "experts", "informants")


@cache
def registers(name):
    return tomllib.loads((FOLDER / "registers" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def kinds(name):
    rows = (*by_pattern(site(name)), *site(name)["organisations"], *registers(name)["organisations"])
    return {row["name"]: row["kind"] for row in rows}


def villages(name):
    return {village["code"] for township in site(name)["townships"] for village in township["villages"]}


@pytest.mark.parametrize("name", COUNTIES)
def test_every_organisation_named_is_there_and_of_a_fitting_kind(name):
    more, known = registers(name), kinds(name)
    assert set(known.values()) <= set(OrganisationKind.values)
    assert {row["parent"] for row in more["organisations"] if "parent" in row} <= set(known)
    for listed in ("without", "few", "no_woman", "ended", "surplus", "rooms", "lacking"):
        assert set(more[listed]) <= set(known), listed
    assert {known[row["organisation"]] for row in more["mediators"]} <= MEDIATES
    assert {known[row["firm"]] for row in more["lawyers"]} <= PRACTISES
    gone = set(more["without"])
    assert not gone & {row["organisation"] for row in more["mediators"]}


@pytest.mark.parametrize("name", COUNTIES)
def test_codes_are_those_of_the_program(name):
    more = registers(name)
    fields = {
        code for register in ("mediators", "lawyers") for row in more[register] for code in row["matters"]
    }
    assert fields <= set(taxonomy().matters)
    assert {code for row in more["organisations"] for code in row.get("matters", ())} <= set(
        taxonomy().matters
    )
    spoken = {
        code for register in ("mediators", "lawyers") for row in more[register] for code in row["languages"]
    }
    assert spoken <= set(LANGUAGES)
    assert {row.get("grade", "1") for row in more["mediators"]} <= set(Mediator.Grade.values)
    assert {row["education"] for row in more["mediators"]} <= set(Mediator.Education.values)
    assert {row["source"] for row in more["mediators"]} <= set(Mediator.Source.values)
    assert {row.get("kind", "social") for row in more["lawyers"]} <= set(Lawyer.Kind.values)
    assert {row["panel"] for row in more["experts"]} <= set(Expert.Panel.values)
    assert {row["role"] for row in more["informants"]} == set(Informant.Role.values) - (
        {"team"} if name == "pingchuan" else set()
    )
    assert {row["level"] for row in more["awards"]} <= set(Award.Level.values)


@pytest.mark.parametrize("name", COUNTIES)
def test_rules_are_kept_where_forms_would_refuse(name):
    lawyers = registers(name)["lawyers"]
    pool = [row for row in lawyers if "pool_since" in row]
    assert len(pool) >= 3
    assert [row["name"] for row in pool if not may_enter_pool(row["licensed_on"], row["pool_since"])] == []
    counsel = [code for row in lawyers for code in row.get("counsel_of", ())]
    assert len(set(counsel)) == len(counsel) < len(villages(name))
    assert set(counsel) <= villages(name)


@pytest.mark.parametrize("name", COUNTIES)
def test_the_map_holds_every_township_once(name):
    placed = [township for row in registers(name)["map"] for township in row if township]
    assert sorted(placed) == sorted(township["name"] for township in site(name)["townships"])


def test_people_have_one_register_line_and_fictitious_numbers():
    for register in PEOPLE:
        names = [row["name"] for name in COUNTIES for row in registers(name)[register]]
        assert len(set(names)) == len(names), register
    phones = [
        row[field]
        for name in COUNTIES
        for register in ("organisations", *PEOPLE)
        for row in registers(name)[register]
        for field in ("phone", "public_phone")
        if field in row
    ]
    assert [phone for phone in phones if not re.fullmatch(r"0199-555-01\d\d", phone)] == []


@pytest.mark.parametrize("name", COUNTIES)
def test_the_accounts_of_mediator_and_lawyer_have_their_lines(name):
    called = {person["username"]: person["name"] for person in site(name)["people"]}
    linked = {
        row["account"]: row["name"]
        for register in ("mediators", "lawyers")
        for row in registers(name)[register]
        if "account" in row
    }
    assert linked == {f"{name}-{role}": called[f"{name}-{role}"] for role in ("mediator", "lawyer")}


def test_names_are_drawn_without_repeating_soon():
    shared = registers("shared")
    names = drawn(shared)
    first = [next(names) for _number in range(200)]
    assert [number for number, _woman, _man in first] == list(range(200))
    assert (
        len({woman for _number, woman, _man in first}) == len({man for _number, _woman, man in first}) == 200
    )
    assert next(drawn(shared)) == first[0]
