"""The demo's policies: what the importer makes of them, and whether they agree with each other."""

import re
from datetime import date

import pytest

from home.importer import read, recognise
from tests.home.demo_files import NATIONAL, SITES, every, site

RELATIONS = ("repeals", "amends", "supersedes")
NUMBER = re.compile(r"[\u4e00-\u9fff]{2,6}〔\d{4}〕\d+号")


def chinese(day):
    return f"{day.year}年{day.month}月{day.day}日"


@pytest.mark.parametrize(("name", "policy"), every("policies"))
def test_the_importer_reads_a_policy_without_a_remark(name, policy):
    result = recognise(read(policy["text"].encode(), f"{policy['slug']}.txt"))
    assert result.refusals == []
    [document] = result.documents
    assert document.title == policy["title"]
    assert document.document_number == policy["document_number"]
    assert document.issuers == policy["issuers"]
    assert document.addressees == policy["addressees"]
    assert document.issued_on == policy["issued_on"]
    assert document.notes == []


@pytest.mark.parametrize(("name", "policy"), every("policies"))
def test_a_policy_opens_and_signs_like_an_official_document(name, policy):
    lines = [line for line in policy["text"].strip().splitlines() if line]
    assert lines[:3] == [policy["title"], policy["document_number"], policy["addressees"] + "："]
    signed = lines.index(chinese(policy["issued_on"]))
    assert lines[signed - len(policy["issuers"]) : signed] == policy["issuers"]
    assert 350 <= len(policy["text"]) <= 2600


@pytest.mark.parametrize(("name", "policy"), every("policies"))
def test_values_and_dates_of_a_policy_are_possible(name, policy):
    assert policy["disclosure"] == "active"
    assert policy["validity"] in {"valid", "amended", "repealed", "expired"}
    assert date(2021, 1, 1) <= policy["issued_on"] <= policy["published_on"] <= date(2026, 11, 30)
    assert policy["issued_on"] <= policy["effective_on"] < policy.get("expires_on", date.max)
    assert str(policy["issued_on"].year) in policy["document_number"]
    assert policy["trial"] is ("（试行）" in policy["title"] or "（试行）" in policy["text"].splitlines()[1])
    assert len(policy["themes"]) >= 1


@pytest.mark.parametrize("name", SITES)
def test_document_numbers_are_unique(name):
    numbers = [policy["document_number"] for policy in site(name)["policies"]]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize(("name", "policy"), every("policies"))
def test_a_policy_cites_only_texts_that_exist_and_are_older(name, policy):
    own = {other["document_number"]: other for other in site(name)["policies"]}
    for number in NUMBER.findall(policy["text"]):
        assert number in own or number in NATIONAL
        assert number in NATIONAL or own[number]["issued_on"] <= policy["issued_on"]
    for basis in policy["basis"]:
        number = basis["number"]
        if number in own:
            assert basis["title"] in own[number]["title"]
        else:
            assert number == "" or number in NATIONAL


@pytest.mark.parametrize(("name", "policy"), every("policies"))
def test_relations_lead_to_older_texts_whose_state_agrees(name, policy):
    others = {other["slug"]: other for other in site(name)["policies"]}
    for relation in RELATIONS:
        for slug in policy.get(relation, []):
            assert others[slug]["issued_on"] < policy["issued_on"]
            assert others[slug]["validity"] == ("amended" if relation == "amends" else "repealed")
            assert others[slug]["document_number"] in policy["text"]


@pytest.mark.parametrize("name", SITES)
def test_what_is_repealed_has_a_successor_and_something_still_rests_on_it(name):
    policies = site(name)["policies"]
    repealed = {policy["slug"]: policy for policy in policies if policy["validity"] == "repealed"}
    assert repealed.keys() == {slug for policy in policies for slug in policy.get("repeals", [])}
    numbers = {policy["document_number"] for policy in repealed.values()}
    resting = [
        policy["slug"]
        for policy in policies
        if policy["validity"] in {"valid", "amended"}
        and numbers & {basis["number"] for basis in policy["basis"]}
    ]
    assert len(resting) == 1
