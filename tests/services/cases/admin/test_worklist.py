import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from services.cases.actions.name_handler import name_handler
from services.cases.admin import badge
from services.cases.models import Case, SavedFilter
from services.cases.queries import worklist
from tests.services.cases.admin.conftest import people

pytestmark = pytest.mark.django_db

URL = "/admin/cases/"


def numbers(response) -> list[str]:
    return [row.case.number for row in response.context["rows"]]


def counts(response) -> dict[str, str]:
    return {tab.code: tab.count for tab in response.context["tabs"]}


def test_tabs_say_whose_turn_it_is(inside_a, desk, new_case):
    for_reception = new_case().case
    for_office = new_case(procedure="LA_CASE").case
    assert (for_reception.waiting_for, for_office.waiting_for) == ("receptionist", "case_officer")
    officer, reception = desk("case_officer"), desk("receptionist")
    mine = officer.get(URL)
    assert numbers(mine) == [for_office.number]
    assert counts(mine) == {"mine": "1", "others": "1", "late": "0", "all": "2", "registered": "2"}
    assert numbers(officer.get(URL, {"tab": "others"})) == [for_reception.number]
    assert numbers(reception.get(URL)) == [for_reception.number]
    assert counts(reception.get(URL))["all"] == "1"


def test_a_mediator_sees_the_cases_that_name_them(inside_a, desk, new_case, officer, person):
    named, _other = new_case().case, new_case().case
    name_handler(named, "mediator", doer=officer, user=person("jia-mediator"))
    assert counts(desk("mediator").get(URL))["all"] == "1"
    assert numbers(desk("mediator").get(URL, {"tab": "all"})) == [named.number]
    assert numbers(desk("lawyer").get(URL, {"tab": "all"})) == []
    Case.objects.filter(pk=named.pk).update(waiting_for="mediator")
    assert numbers(desk("mediator").get(URL)) == [named.number]


def test_a_supervisor_reads_all_and_changes_nothing(inside_a, desk, new_case):
    new_case()
    found = desk("supervisor").get(URL, {"tab": "all"})
    assert counts(found)["all"] == "1"
    assert (found.context["may_register"], found.context["may_assign"]) == (False, False)


@pytest.mark.parametrize(("who", "status"), [("editor", 403), ("reviewer", 403)])
def test_whoever_does_not_work_with_cases_is_told(who, status, inside_a, desk, new_case):
    new_case()
    assert desk(who).get(URL).status_code == status


def test_late_ones_say_so_in_words_and_the_soonest_stands_first(inside_a, desk, new_case):
    now = timezone.now()
    late, soon, without = (new_case(procedure="LA_CASE").case for _again in range(3))
    Case.objects.filter(pk=late.pk).update(due_at=now - timedelta(days=3))
    Case.objects.filter(pk=soon.pk).update(due_at=now + timedelta(days=2))
    Case.objects.filter(pk=without.pk).update(due_at=None)
    found = desk("case_officer").get(URL)
    assert numbers(found) == [late.number, soon.number, without.number]
    assert [row.due.words if row.due else "" for row in found.context["rows"]] == ["已逾期3天", "还剩2天", ""]
    assert "已逾期3天" in found.content.decode()
    assert numbers(desk("case_officer").get(URL, {"tab": "late"})) == [late.number]


@pytest.mark.parametrize(
    "text", ["第2号", "承包地", "申丙", "138 0000 0009", "11010119900307123x", "(2026)甲民调第2号"]
)
def test_a_case_is_found_by_what_people_know_of_it(text, inside_a, desk, new_case):
    new_case(parties=(people()[1],))
    first, second = people("申丙")
    wanted = new_case(
        "承包地纠纷", parties=(first.__class__(**{**vars(first), "phone": "+8613800000009"}), second)
    ).case
    text = text.replace("2026", str(wanted.opened_at.year))
    assert numbers(desk("case_officer").get(URL, {"tab": "all", "q": text})) == [wanted.number]


def test_part_of_a_phone_number_finds_nobody(inside_a, desk, new_case):
    new_case()
    assert numbers(desk("case_officer").get(URL, {"tab": "all", "q": "0000"})) == []


def test_filters_narrow_and_unknown_values_do_not(inside_a, desk, new_case):
    aid, old = new_case(procedure="LA_CASE").case, new_case(days_ago=40, channel="patrol", matter="land").case
    client = desk("case_officer")

    def found(**query: str) -> list[str]:
        return sorted(numbers(client.get(URL, {"tab": "all", **query})))

    both = sorted([aid.number, old.number])
    assert found(procedure="LA_CASE") == [aid.number]
    assert found(channel="patrol") == [old.number]
    assert found(matter="land") == [old.number]
    assert found(until=str(timezone.localdate() - timedelta(days=30))) == [old.number]
    assert found(since=str(timezone.localdate())) == [aid.number]
    assert found(procedure="LA_CASE", state="submitted") == [aid.number]
    assert found(state="open") == both
    assert found(state="closed") == []
    assert found(procedure="'; drop", organisation="x", since="gestern") == both


def test_a_filter_is_kept_by_its_owner_alone(inside_a, desk, new_case):
    client = desk("case_officer")
    client.post(f"{URL}filters/keep/", {"name": "农村土地", "query": "matter=land&evil=1&tab=all"})
    kept = SavedFilter.objects.get()
    assert (kept.name, kept.query, kept.user.username) == ("农村土地", "matter=land", "jia-case_officer")
    assert [one.name for one in client.get(URL).context["saved"]] == ["农村土地"]
    assert desk("mediator").get(URL).context["saved"] == []
    desk("mediator").post(f"{URL}filters/drop/", {"filter": kept.pk})
    assert SavedFilter.objects.count() == 1
    client.post(f"{URL}filters/drop/", {"filter": kept.pk})
    assert SavedFilter.objects.count() == 0


def test_a_nameless_or_empty_filter_is_not_kept(inside_a, desk):
    for sent in ({"name": " ", "query": "matter=land"}, {"name": "空", "query": "tab=all"}):
        desk("case_officer").post(f"{URL}filters/keep/", sent)
    assert SavedFilter.objects.count() == 0


def test_at_most_twenty_queries_whatever_there_is(inside_a, desk, new_case, officer, person):
    for number in range(60):
        case = new_case(procedure=("PM_GENERAL", "LA_CASE", "PM_LAND")[number % 3]).case
        name_handler(case, "mediator", doer=officer, user=person("jia-mediator"))
    for role in ("case_officer", "mediator"):
        client = desk(role)
        client.get(URL)
        with CaptureQueriesContext(connection) as asked:
            found = client.get(URL, {"tab": "all", "q": "相邻", "matter": "land"})
            many = len(asked)
            listed = client.get(URL, {"tab": "all"})
        assert found.status_code == 200
        assert len(listed.context["rows"]) == 50
        assert max(many, len(asked) - many) <= 20, "\n".join(one["sql"][:160] for one in asked)


def test_counting_stops(inside_a, desk, new_case, monkeypatch):
    for _again in range(4):
        new_case()
    for module in (worklist, badge):
        monkeypatch.setattr(module, "MOST_COUNTED", 2)
    assert worklist.counted({"all": Case.objects.all()}, inside_a) == {"all": 3}
    found = desk("case_officer").get(URL, {"tab": "all"})
    assert (counts(found)["all"], len(found.context["rows"])) == ("2+", 3)


def test_the_menu_says_how_many_wait(inside_a, desk, new_case):
    new_case(procedure="LA_CASE")
    sidebar = desk("case_officer").get("/admin/").content.decode()
    assert json.dumps("案件（1）")[1:-1] in sidebar


def test_no_case_of_another_county_is_listed(inside_a, desk, new_case, case_of_b):
    new_case()
    shown = desk("case_officer").get(URL, {"tab": "all", "q": ""}).content.decode()
    assert case_of_b.number not in shown
    assert "乙县的秘密" not in shown
    assert numbers(desk("case_officer").get(URL, {"tab": "all", "q": "乙县的秘密"})) == []
