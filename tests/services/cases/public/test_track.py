"""Number and code: what they open, for whom, and what they do not tell."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from services.cases.actions.open_case import Opening, open_case
from services.cases.actions.reissue_code import reissue_code
from services.cases.actors import member
from services.cases.errors import NotAccepted, NotAllowed
from services.cases.models import CaseEvent
from services.cases.public import door
from tenants.scope import in_tenant
from tests.services.cases.public.conftest import send

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(applied, browse, county_a):
    """A browser that has just opened the case with its code."""
    case, code = applied
    client = browse(county_a)
    client.post("/track/", {"number": case.number, "code": code})
    return client


def test_number_and_code_open_the_case(applied, browse, county_a):
    case, code = applied
    client = browse(county_a)
    answer = client.post("/track/", {"number": case.number, "code": code.lower()})
    assert answer["Location"] == f"/track/{case.pk}/"
    assert case.number in client.get(answer["Location"]).content.decode()


def test_brackets_of_any_kind_are_forgiven(applied, browse, county_a):
    case, code = applied
    typed = case.number.replace("（", "[").replace("）", " ]")
    assert (
        browse(county_a).post("/track/", {"number": typed, "code": f"{code[:4]} {code[4:]}"}).status_code
        == 302
    )


@pytest.mark.parametrize("typed", ["{year} 1", "{year}甲民调1号", "{year}年第01号"])
def test_year_and_number_are_enough_beside_the_right_code(applied, browse, county_a, typed):
    case, code = applied
    said = {"number": typed.format(year=case.opened_at.year), "code": code}
    assert browse(county_a).post("/track/", said)["Location"] == f"/track/{case.pk}/"
    assert browse(county_a).post("/track/", {**said, "code": "22222222"}).status_code == 404


def test_a_case_without_anybody_is_not_opened_with_a_code(inside_a, browse, person):
    officer = member(person("jia-case_officer"), None, frozenset({"case_officer"}))
    opened = open_case(Opening(procedure="PM_GENERAL"), doer=officer)
    answer = browse(inside_a).post("/track/", {"number": opened.case.number, "code": opened.code})
    assert answer.status_code == 404


def _asked(client, number: str, code: str) -> tuple[int, str, int]:
    with CaptureQueriesContext(connection) as seen:
        answer = client.post("/track/", {"number": number, "code": code})
    body = answer.content.decode().replace(number, "").replace(code, "")
    return answer.status_code, body.split("<main")[1].split('name="csrfmiddlewaretoken"')[0], len(seen)


def test_a_wrong_code_and_an_unknown_number_answer_alike(applied, browse, county_a):
    case, code = applied
    wrong = _asked(browse(county_a), case.number, "ABCDEFGH")
    unknown = _asked(browse(county_a), "（2026）甲民调第999号", code)
    assert wrong[0] == 404
    assert wrong == unknown


def test_asking_too_often_is_refused(settings, applied, browse, county_a):
    settings.THROTTLES = {"track": 2}
    client = browse(county_a)
    answers = [client.post("/track/", {"number": "x", "code": "y"}).status_code for _ in range(3)]
    assert answers == [404, 404, 429]


def test_without_the_code_a_case_and_no_case_answer_alike(applied, browse, county_a):
    case, _code = applied
    client = browse(county_a)
    for pk in (case.pk, case.pk + 999):
        answer = client.get(f"/track/{pk}/")
        assert (answer.status_code, answer["Location"]) == (302, "/track/")


def test_the_door_shuts_after_two_hours(found, applied, monkeypatch):
    case, _code = applied
    assert found.get(f"/track/{case.pk}/").status_code == 200
    later = time.time() + door.GRANTED + 1
    monkeypatch.setattr(door.time, "time", lambda: later)
    assert found.get(f"/track/{case.pk}/")["Location"] == "/track/"


def test_a_session_of_one_county_opens_nothing_in_another(found, applied, browse, county_b):
    """The cookie is copied to the other host, and a case with the very same id is there."""
    case, code = applied
    other = browse(county_b)
    other.cookies = found.cookies
    assert other.get(f"/track/{case.pk}/")["Location"] == "/track/"
    assert other.post("/track/", {"number": case.number, "code": code}).status_code == 404


def test_a_new_code_makes_the_old_one_worthless(found, applied, inside_a, person):
    case, code = applied
    officer = member(person("jia-case_officer"), case)
    fresh = reissue_code(case, doer=officer, reason="核对身份证原件")
    assert found.get(f"/track/{case.pk}/")["Location"] == "/track/"
    assert found.post("/track/", {"number": case.number, "code": code}).status_code == 404
    assert found.post("/track/", {"number": case.number, "code": fresh}).status_code == 302
    event = CaseEvent.objects.filter(case=case).last()
    assert (event.kind, "核对身份证原件" in event.text, fresh in event.text) == ("code", True, False)


def test_a_new_code_needs_a_reason_and_an_officer_of_this_county(applied, inside_a, person):
    case, _code = applied
    with pytest.raises(NotAccepted):
        reissue_code(case, doer=member(person("jia-case_officer"), case), reason=" ")
    for name in ("stranger", "yi-case_officer", "jia-supervisor"):
        with pytest.raises(NotAllowed):
            reissue_code(case, doer=member(person(name), case), reason="核对身份证原件")


def test_a_case_of_a_county_is_not_another_ones(applied, browse, county_b, person):
    case, _code = applied
    for name in ("yi-case_officer", "jia-case_officer", "stranger"):
        client = browse(county_b, name)
        assert client.get(f"/my/{case.pk}/").status_code == 404


def test_the_second_case_is_not_opened_with_the_first(applied, visitor, browse, county_a):
    first, code = applied
    second, _code = send(visitor)
    client = browse(county_a)
    client.post("/track/", {"number": first.number, "code": code})
    assert client.get(f"/track/{second.pk}/")["Location"] == "/track/"
    with in_tenant(county_a):
        assert client.post("/track/", {"number": second.number, "code": code}).status_code == 404
