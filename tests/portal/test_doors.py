"""Addresses of the roof: health, display mode, language, errors, headers."""

import pytest
from django.core.management import call_command

from portal import timetable
from tests.home.policies import make_policy

pytestmark = pytest.mark.django_db


def test_health_needs_no_tenant_and_names_each_part(client):
    assert client.get("/healthz", HTTP_HOST="10.0.0.7").json() == {"status": "ok"}
    answer = client.get("/readyz", HTTP_HOST="10.0.0.7")
    assert answer.json() == {"status": "ok", "database": "ok", "cache": "ok", "search": "ok"}


def test_readyz_names_the_part_that_is_broken(client, monkeypatch):
    def broken():
        raise ConnectionError

    monkeypatch.setattr("portal.health._cache", broken)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["cache"] == "ConnectionError"
    assert answer.json()["database"] == "ok"


def test_elder_mode_is_remembered_and_leads_back(county_a, browse):
    client = browse(county_a)
    answer = client.get("/display/?mode=elder&next=/policies/")
    assert (answer.status_code, answer["Location"], client.cookies["display"].value) == (
        302,
        "/policies/",
        "elder",
    )
    assert 'class="accent-maple elder"' in client.get("/").content.decode()
    client.get("/display/?mode=normal")
    assert 'class="accent-maple"' in client.get("/").content.decode()


@pytest.mark.parametrize(
    "target", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "http://yi.localhost/"]
)
def test_leading_back_never_leaves_the_host(county_a, browse, target):
    for door in ("/display/?mode=elder", "/language/?to=en"):
        assert browse(county_a).get(f"{door}&next={target}")["Location"] == "/"


def test_language_follows_the_cookie_and_never_the_browser(county_a, browse):
    client = browse(county_a)
    assert client.get("/", HTTP_ACCEPT_LANGUAGE="en-US,en").headers["Content-Language"] == "zh-hans"
    client.get("/language/?to=en")
    assert client.get("/").headers["Content-Language"] == "en"
    client.get("/language/?to=klingon")
    assert client.get("/").headers["Content-Language"] == "zh-hans"


def test_public_pages_allow_no_inline_code(county_a, browse):
    make_policy(county_a, "办法", slug="ban-fa")
    for path in ("/", "/policies/", "/policies/ban-fa/", "/search/?q=办法", "/accounts/login/", "/nothing/"):
        answer = browse(county_a).get(path)
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "default-src 'self'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
        html = answer.content.decode()
        assert " style=" not in html
        assert " onclick=" not in html
        assert "<script>" not in html


def test_the_admin_has_a_policy_of_its_own(county_a, browse):
    answer = browse(county_a, "jia-editor").get("/admin/")
    assert "script-src 'self' 'unsafe-inline'" in answer.headers["Content-Security-Policy"]


def test_an_error_shows_no_trace(county_a, browse, monkeypatch):
    client = browse(county_a)
    client.raise_request_exception = False
    monkeypatch.setattr("home.contexts.queries.newest_policies", lambda *_: 1 / 0)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "ZeroDivisionError" not in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/policies/%00/", "/%00", "/compilations/a%00b/print/", "/accounts/%00", "/documents/1/%00"]
)
def test_a_zero_byte_in_an_address_is_not_found(county_a, browse, path):
    assert browse(county_a).get(path).status_code == 404


@pytest.mark.parametrize("path", ["/admin/login/", "/_util/login/"])
def test_wagtails_own_sign_in_leads_to_ours(county_a, browse, path):
    assert browse(county_a).get(path)["Location"] == "/accounts/login/"


def test_run_due_does_every_duty(monkeypatch):
    done = []
    duties = tuple(timetable.Duty(d.name, lambda d=d: done.append(d.name)) for d in timetable.DUTIES)
    monkeypatch.setattr(timetable, "DUTIES", duties)
    call_command("run_due", verbosity=0)
    assert done == [duty.name for duty in duties]


def test_a_failing_duty_is_named_and_holds_nobody_up(monkeypatch):
    done = []

    def fail():
        raise RuntimeError

    monkeypatch.setattr(
        timetable, "DUTIES", (timetable.Duty("one", fail), timetable.Duty("two", lambda: done.append(2)))
    )
    assert timetable.run_due() == {"one": False, "two": True}
    assert done == [2]


def test_the_real_timetable_runs(county_a):
    assert set(timetable.run_due().values()) == {True}
