"""What other programs read."""

import json
from urllib.parse import quote

import pytest

from services.cases.models import Enactment, ProcedureVersion
from services.procedures import library, load
from tests.services.cases.public.conftest import send

pytestmark = pytest.mark.django_db


def test_every_procedure_in_force_is_listed(browse, county_a):
    answer = browse(county_a).get("/api/v1/procedures/")
    assert answer["Content-Type"] == "application/json"
    found = {entry["code"]: entry for entry in answer.json()}
    assert set(found) == set(library.shipped())
    general = found["PM_GENERAL"]
    assert set(general) == {"code", "name", "states", "transitions", "clocks"}
    assert general["states"][0] == {"code": "registered", "name": "已登记", "final": False}
    assert general["transitions"][0] == {
        "code": "start_review", "name": "审查申请", "from": ["registered"], "to": "under_review", "by": ["intake_officer"],
    }  # fmt: skip
    assert general["clocks"][0] == {
        "name": "调解总期限",
        "amount": 30,
        "unit": "calendar_day",
        "from": "accepted",
        "to": ["agreed", "failed", "withdrawn"],
        "basis": {"document_number": "《人民调解工作若干规定》", "clause": "第三十三条"},
    }


def test_the_county_and_the_umbrella_answer_each_for_itself(browse, county_a, county_b, umbrella, inside_a):
    data = json.loads(load.stored(library.shipped()["PM_GENERAL"])) | {"name": "甲县的调解"}
    own = load.read(data, "PM_GENERAL")
    version = ProcedureVersion.objects.create(
        tenant=county_a,
        code=own.code,
        name=own.name,
        family=own.family,
        digest=own.digest,
        text=load.stored(own),
    )
    Enactment.objects.create(tenant=county_a, code=own.code, version=version, since="2026-01-01")

    def named(tenant):
        listed = browse(tenant).get("/api/v1/procedures/").json()
        return next(entry["name"] for entry in listed if entry["code"] == "PM_GENERAL")

    assert [named(tenant) for tenant in (county_a, county_b, umbrella)] == [
        "甲县的调解",
        "一般人民调解",
        "一般人民调解",
    ]


def _case(client, number: str, code: str):
    return client.get(f"/api/v1/cases/{quote(number)}/", {"code": code})


def test_the_code_gives_the_promise_line(applied, browse, county_a):
    case, code = applied
    found = _case(browse(county_a), case.number, code).json()
    assert {key: found[key] for key in ("number", "procedure", "open", "state")} == {
        "number": case.number, "procedure": "PM_GENERAL", "open": True, "state": "已登记",
    }  # fmt: skip
    assert found["stops"][0]["status"] == "now"
    assert "申小甲" not in json.dumps(found, ensure_ascii=False)


def test_wrong_unknown_and_foreign_answer_alike(applied, browse, county_a, county_b):
    case, code = applied
    answers = [
        _case(browse(county_a), case.number, "ABCDEFGH"),
        _case(browse(county_a), case.number, ""),
        _case(browse(county_a), "（2026）甲民调第999号", code),
        _case(browse(county_b), case.number, code),
    ]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, b'{"error": "not found"}')}


def test_it_is_counted_together_with_the_page(settings, applied, browse, county_a):
    settings.THROTTLES = {"track": 2}
    client = browse(county_a)
    client.post("/track/", {"number": "x", "code": "y"})
    assert [_case(client, "x", "y").status_code for _ in range(2)] == [404, 429]


def test_nothing_is_kept_in_a_cache(applied, browse, county_a):
    case, code = applied
    assert "no-store" in _case(browse(county_a), case.number, code)["Cache-Control"]


@pytest.mark.parametrize("path", ["/api/v1/procedures/", "/api/v1/cases/1/"])
def test_nothing_can_be_written(browse, county_a, path):
    assert browse(county_a).post(path).status_code == 405


def test_one_case_of_two(applied, visitor, browse, county_a):
    case, code = applied
    other, _code = send(visitor)
    assert _case(browse(county_a), other.number, code).status_code == 404
    assert _case(browse(county_a), case.number, code).status_code == 200
