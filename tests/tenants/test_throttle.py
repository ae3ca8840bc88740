import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from tenants.throttle import throttled, visitor


def asked(address: str = "10.0.0.1", **headers: str):
    return RequestFactory().get("/", REMOTE_ADDR=address, **headers)


@pytest.fixture
def view():
    return throttled("try", limit=2, seconds=60)(lambda request: HttpResponse("ok"))


def test_each_visitor_has_a_count_of_their_own(view, monkeypatch):
    monkeypatch.setattr("time.time", lambda: 1_000_010.0)
    assert [view(asked()).status_code for _ in range(3)] == [200, 200, 429]
    assert view(asked("10.0.0.2")).status_code == 200
    refused = view(asked())
    assert (refused["Retry-After"], "请在 10 秒后再试" in refused.content.decode()) == ("10", True)
    monkeypatch.setattr("time.time", lambda: 1_000_020.0)
    assert view(asked()).status_code == 200


def test_the_setting_overrides(view, settings):
    settings.THROTTLES = {"try": 0}
    assert [view(asked()).status_code for _ in range(4)] == [200] * 4


def test_an_address_is_believed_as_far_as_proxies_are_declared(settings):
    forged = {"HTTP_X_FORWARDED_FOR": "6.6.6.6, 10.1.1.1"}
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert visitor(asked(**forged)) == "10.0.0.1"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert visitor(asked(**forged)) == "10.1.1.1"
    assert visitor(asked("2001:db8::1")) == visitor(asked("2001:db8::2")) == "2001:db8::/64"
    assert visitor(asked("", HTTP_X_FORWARDED_FOR="<script>")) == "unknown"
