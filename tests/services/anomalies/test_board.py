"""Who reads the board, what stands on it, and what can be done there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from services.anomalies.actions.calls import draw_calls
from services.anomalies.actions.look_for_signs import look_for_signs
from services.anomalies.models import Call, Finding, Kind
from services.anomalies.words import THEMES, TOLD
from tests.services.anomalies.conftest import TEXT, settled

pytestmark = pytest.mark.django_db
BOARD = "/admin/anomalies/"


@pytest.fixture
def found(inside_a, officer, mediator):
    """Three copies, and a family that shares a telephone."""
    for _one in range(3):
        settled(officer, mediator, text=TEXT)
    settled(officer, mediator, phones=("+8613800000001", "+8613800000001"))
    today = timezone.localdate()
    look_for_signs(inside_a, today - timedelta(days=365), today)
    return Finding.objects.get(kind="copied")


def read(client, address=BOARD):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [("supervisor", 200), ("county_admin", 200), ("case_officer", 403), ("mediator", 403), ("lawyer", 403)],
)
def test_who_reads_it(role, status, browse, county_a, found):
    client = browse(county_a, f"jia-{role}")
    for address in (BOARD, f"{BOARD}{found.pk}/", f"{BOARD}calls/"):
        answer = client.get(address)
        assert (answer.status_code, found.reason in answer.content.decode()) == (
            status, status == 200 and "calls" not in address,
        )  # fmt: skip


def test_the_other_county_sees_nothing_of_it(browse, county_b, found):
    client = browse(county_b, "yi-supervisor")
    assert "还没有核对过" in read(client)
    assert client.get(f"{BOARD}{found.pk}/").status_code == 404
    assert (
        client.post(
            f"{BOARD}{found.pk}/", {"state": "cleared", "text": "没有问题", "seen": "open"}
        ).status_code
        == 404
    )


def test_it_says_facts_cases_and_what_to_do_and_keeps_the_weak_ones_back(
    browse, county_a, found, django_assert_max_num_queries
):
    client = browse(county_a, "jia-supervisor")
    read(client)
    with django_assert_max_num_queries(22):
        page = read(client)
    said = (found.reason, "要尽快核实", "赵守礼", "只是线索，不是结论", "挑两件上门问当事人", "另有1条")
    assert [one for one in said if one not in page] == []
    assert [f"/admin/cases/{case.pk}/" in page for case in found.cases.all()] == [True] * 3
    listed = page.split("每种线索是什么意思")[0]
    assert ("虚假" in listed, "双方留的是同一个电话" in listed) == (False, False)
    assert "双方留的是同一个电话" in read(client, f"{BOARD}?strength=any")
    assert found.reason in read(client, f"{BOARD}?q=赵守")
    assert "没有符合条件" in read(client, f"{BOARD}?q=钱有度")


def test_a_supervisor_answers_and_an_administrator_reads(browse, county_a, found):
    address = f"{BOARD}{found.pk}/"
    assert "线索由督导核查" in read(browse(county_a, "jia-county_admin"), address)
    client = browse(county_a, "jia-supervisor")
    assert client.post(address, {"state": "cleared", "text": "", "seen": "open"}).status_code == 400
    short = client.post(address, {"state": "cleared", "text": "问过了", "seen": "open"}).content.decode()
    assert ("请写明怎么核实的，至少10个字。</li>" in short, "问过了</textarea>" in short) == (True, True)
    assert (
        client.post(
            address, {"state": "cleared", "text": "已经上门核实过这两户", "seen": "asked"}
        ).status_code
        == 409
    )
    sent = client.post(address, {"state": "visiting", "text": "走访了两户，还要问一户", "seen": "open"})
    assert (sent.status_code, "走访了两户，还要问一户" in read(client, address)) == (302, True)
    assert Finding.objects.get(pk=found.pk).state == "visiting"


def test_calls_are_drawn_and_noted(browse, county_a, found, supervisor):
    client = browse(county_a, "jia-supervisor")
    today = timezone.localdate()
    span = {"since": today - timedelta(days=60), "until": today}
    assert client.post(f"{BOARD}calls/", {**span, "size": 0, "seed": "1"}).status_code == 400
    made = client.post(f"{BOARD}calls/", {**span, "size": 5, "seed": "20261122"})
    page = read(client, made["Location"])
    assert ("怎样问" in page, "种子20261122" in page) == (True, True)
    call = Call.objects.get()
    assert client.post(made["Location"], {"call": call.pk, "result": "denied", "said": ""}).status_code == 409
    assert client.post(made["Location"], {"call": call.pk + 1, "result": "confirmed"}).status_code == 404
    client.post(made["Location"], {"call": call.pk, "result": "denied", "said": "说没有这回事"})
    assert Finding.objects.get(kind="denied").strength == 3
    other = draw_calls(span["since"], span["until"], 1, seed="7", doer=supervisor)
    assert (
        client.post(made["Location"], {"call": other.calls.get().pk, "result": "confirmed"}).status_code
        == 404
    )


def test_every_kind_is_explained_and_stands_under_one_theme():
    assert sorted(TOLD) == sorted(Kind.values)
    assert sorted(kind for theme in THEMES for kind in theme.kinds) == sorted(Kind.values)
