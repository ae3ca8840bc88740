"""The registers of one demo county are loaded, agree with the forms, and show the shortfalls they are meant to show."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from home.actions.load_demo_organisations import load_organisations
from home.actions.load_demo_people import load_people
from home.demo import content
from search.index import deferred
from services.directory import due
from services.directory.composition import composition
from services.directory.counting import running
from services.directory.models import (
    Award,
    Expert,
    Informant,
    Lawyer,
    MapTile,
    Mediator,
    Organisation,
    OrganisationMember,
    PremisesItem,
    Room,
    Training,
)
from services.directory.shortfalls import shortfalls
from services.directory.tree import coverage
from tenants.actions.create_division import create_division
from tenants.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(inside_a):
    """County A has the division of the demo's first county."""
    entry = content.read("yunxi")
    for township in entry["townships"]:
        create_division(township["code"], township["name"])
        for village in township["villages"]:
            create_division(village["code"], village["name"])
    for person in entry["people"]:
        User.objects.create_user(person["username"], name=person["name"])
    more, shared = content.read("registers/yunxi"), content.read("registers/shared")
    with deferred(), CaptureQueriesContext(connection) as queries:
        made = load_organisations(entry, inside_a, more=more, texts=shared["texts"])
        load_people(more, shared, inside_a, made)
    return [query["sql"] for query in queries if "search_indextask" not in query["sql"]]


def test_a_county_is_loaded_with_few_questions(loaded):
    assert len(loaded) < 30
    tables = (Mediator, Lawyer, Expert, Informant, Room, PremisesItem, Training, Award, MapTile)
    assert [table.objects.count() for table in tables] == [20, 8, 6, 6, 13, 64, 17, 4, 4]


def test_every_row_would_pass_its_form(loaded):
    for table in (Organisation, OrganisationMember, Mediator, Lawyer, Expert, Informant, Award, MapTile):
        for row in table.objects.all():
            row.full_clean(exclude=["tenant"])


def test_the_accounts_have_their_lines(loaded):
    assert Mediator.objects.get(user__username="yunxi-mediator").name == "覃守田"
    assert Lawyer.objects.get(user__username="yunxi-lawyer").counsel_of.count() == 2


def test_shortfalls_are_those_meant_and_no_others(loaded):
    hard = {
        (one.organisation.name, one.what, one.missing, one.surplus)
        for one in shortfalls(running()) if not one.soft
    }  # fmt: skip
    assert hard == {
        ("青磴镇人民调解委员会", "专职调解员", 1, 0),
        ("焙坪乡人民调解委员会", "专职调解员", 2, 0),
        ("源头冲乡人民调解委员会", "专职调解员", 3, 0),
        ("云溪县公安局派驻人民调解工作室", "专职调解员", 1, 0),
        ("云溪县信访局派驻人民调解工作室", "专职调解员", 2, 0),
        ("云溪县看守所派驻人民调解工作室", "专职调解员", 2, 0),
        ("云溪县道路交通事故损害赔偿人民调解委员会", "调解员", 1, 0),
        ("云溪县劳动人事争议人民调解委员会", "劳动法学专家组", 1, 0),
        ("云溪县土地纠纷人民调解委员会", "副主任", 0, 1),
        ("云溪县消费纠纷人民调解委员会", "委员会组成人员", 1, 0),
        ("梨花沟尾村人民调解委员会", "委员会组成人员", 1, 0),
        ("石门槛村人民调解委员会", "女性成员", 1, 0),
        ("云溪竹木集团", "下设调解组织", 1, 0),
    }


def test_what_runs_out_is_there_to_be_shown(loaded, inside_a):
    today = timezone.localdate()
    assert [one.name for one in due.certificates(today)] == ["冉石生", "岳听松"]
    assert {one.mediator.name for one in due.untrained(today, composition().training)} == {
        "冉石生",
        "岳听松",
        "粟大川",
    }
    assert {one.name for one in due.ended_terms(today)} == {"云根村人民调解委员会", "雾岭镇人民调解委员会"}
    county = coverage(inside_a)[-1]
    assert (county.villages, county.covered, county.percent) == (12, 11, 91)


def test_a_second_load_changes_nothing(loaded, inside_a):
    before = Organisation.objects.count()
    assert load_organisations(content.read("yunxi"), inside_a) == {}
    load_people({}, {}, inside_a, {})
    assert Organisation.objects.count() == before


def test_training_lies_within_the_year(loaded):
    days = set(Training.objects.values_list("held_on", flat=True))
    assert {day.year for day in days} == {timezone.localdate().year}
    assert max(days) <= timezone.localdate() >= date(2026, 1, 1)
