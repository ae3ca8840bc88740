"""People who work here: name and password, then the second factor; and what keeps guessing out."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from cryptography.fernet import InvalidToken
from django.core.management import CommandError, call_command

from tenants import cipher, sms
from tenants.accounts.display import shown
from tenants.actions.enrol_demo_factor import enrol_demo_factor
from tenants.actions.errors import TenantError
from tenants.models import User
from tests.people import PASSWORD

LOGIN, WELCOME = "/accounts/login/", "/accounts/welcome/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105


def code_of(secret, steps=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def sign_in(client, username, password=PASSWORD, query=""):
    return client.post(LOGIN + query, {"login": username, "password": password})


# --- Name and password ---


@pytest.mark.parametrize(
    ("username", "landed"), [("jia-editor", "/admin/"), ("stranger", WELCOME), ("yi-editor", WELCOME)]
)
def test_everybody_lands_where_they_have_something_to_do(browse, county_a, username, landed):
    assert sign_in(browse(county_a), username).headers["Location"] == landed


def test_a_phone_will_do_for_a_name(browse, county_a, person):
    editor = person("jia-editor")
    editor.phone, editor.phone_verified = "+8613800000031", True
    editor.save()
    assert sign_in(browse(county_a), "138 0000 0031").headers["Location"] == "/admin/"


def test_the_session_ends_with_the_browser(browse, county_a):
    client = browse(county_a)
    sign_in(client, "jia-editor")
    assert client.session.get_expire_at_browser_close() is True


@pytest.mark.parametrize(
    ("query", "landed"),
    [
        ("?next=/admin/pages/", "/admin/pages/"),
        ("?next=http://yi.localhost/admin/", "/admin/"),
        ("?next=//evil.example", "/admin/"),
    ],
)
def test_next_stays_on_the_host(browse, county_a, query, landed):
    assert sign_in(browse(county_a), "jia-editor", query=query).headers["Location"] == landed


def test_a_wrong_password_is_told_without_saying_who_exists(browse, county_a):
    pages = [
        re.sub(
            r"csrfmiddlewaretoken.*?>|jia-editor|nobody-at-all",
            "",
            sign_in(browse(county_a), name, "wrong").content.decode(),
        )
        for name in ("jia-editor", "nobody-at-all")
    ]
    assert pages[0] == pages[1]
    assert "用户名或密码不对" in pages[0]


def test_guessing_is_throttled_over_all_hosts(browse, county_a, county_b):
    for tenant in (county_a, county_b, county_a, county_b, county_a):
        assert "用户名或密码不对" in sign_in(browse(tenant), "jia-editor", "wrong").content.decode()
    client = browse(county_b)
    assert "登录失败次数过多" in sign_in(client, "JIA-editor ").content.decode()
    assert "_auth_user_id" not in client.session
    assert sign_in(browse(county_b), "yi-editor").status_code == 302


def test_guessing_by_phone_and_by_name_is_counted_together(browse, county_a, person):
    editor = person("jia-editor")
    editor.phone, editor.phone_verified = "+8613800000031", True
    editor.save()
    for written in ("13800000031", "138 0000 0031", "+8613800000031", "jia-editor", "１３８００００００３１"):
        sign_in(browse(county_a), written, "wrong")
    assert "登录失败次数过多" in sign_in(browse(county_a), "jia-editor").content.decode()


def test_many_attempts_from_one_address_meet_a_chinese_429(browse, county_a, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    for name in ("a", "b"):
        sign_in(browse(county_a), name, "wrong")
    refused = sign_in(browse(county_a), "jia-editor")
    assert (refused.status_code, bool(re.search("[\u4e00-\u9fff]", refused.content.decode()))) == (429, True)


def test_an_unverified_phone_is_verified_after_the_password_which_then_stays(
    browse, county_a, person, monkeypatch
):
    sent = []
    monkeypatch.setattr(sms, "send", lambda phone, text: sent.append(re.search(r"\d{6}", text).group()))
    editor = person("jia-editor")
    editor.phone = "+8613800000031"
    editor.save()
    client = browse(county_a)
    assert sign_in(client, "jia-editor").headers["Location"] == "/accounts/phone/verify/"
    assert client.get("/accounts/phone/verify/").context["demo_code"] == sent[0]
    assert client.post("/accounts/phone/verify/", {"code": sent[0]}).headers["Location"] == "/admin/"
    editor.refresh_from_db()
    assert (editor.phone_verified, editor.check_password(PASSWORD)) == (True, True)


@pytest.fixture
def verifying(browse, county_a, person, monkeypatch):
    """An editor who has shown the password and is asked for the code sent to an unverified phone."""
    monkeypatch.setattr(sms, "send", lambda phone, text: None)
    editor = person("jia-editor")
    editor.phone = "+8613800000031"
    editor.save()
    client = browse(county_a)
    sign_in(client, "jia-editor")
    return client


def _after_resending(client):
    client.post("/accounts/phone/verify/", {"action": "resend"})
    return client.get("/accounts/phone/verify/").content.decode()


def test_asking_for_another_code_says_how_long_to_wait(verifying):
    assert re.search(r"请等\d{1,2}秒后再试", _after_resending(verifying))


def test_asking_too_often_over_the_day_is_told_in_minutes(verifying, settings):
    settings.ACCOUNT_RATE_LIMITS = {"verify_phone": "1/d/key"}
    _after_resending(verifying)
    assert re.search(r"请等\d{3,4}分钟后再试", _after_resending(verifying))


def test_another_code_is_announced(verifying, settings, monkeypatch):
    settings.ACCOUNT_RATE_LIMITS = {"verify_phone": "9/m/key"}
    assert "验证码已重新发送" in _after_resending(verifying)

    def fails(phone, text):
        raise sms.SmsError("短信没有发出")

    monkeypatch.setattr(sms, "send", fails)
    page = _after_resending(verifying)
    assert ("短信没有发出" in page, "验证码已重新发送" in page) == (True, False)


def test_without_sms_an_unverified_phone_bars_nobody(browse, county_a, person, settings):
    settings.DEMO = False
    editor = person("jia-editor")
    editor.phone = "+8613800000031"
    editor.save()
    assert sign_in(browse(county_a), "jia-editor").headers["Location"] == "/admin/"


def test_an_own_phone_is_changed_after_its_code(browse, county_a, monkeypatch):
    sent = []
    monkeypatch.setattr(
        sms, "send", lambda phone, text: sent.append((phone, re.search(r"\d{6}", text).group()))
    )
    client = browse(county_a)
    sign_in(client, "jia-editor")
    client.post("/accounts/phone/change/", {"phone": "138 0000 0041"})
    assert User.objects.get(username="jia-editor").phone is None
    assert client.post("/accounts/phone/verify/", {"code": sent[0][1]}).status_code == 302
    user = User.objects.get(username="jia-editor")
    assert (sent[0][0], user.phone, user.phone_verified, user.has_usable_password()) == (
        "+8613800000041", "+8613800000041", True, True,
    )  # fmt: skip


# --- The second factor ---


@pytest.mark.django_db(transaction=True)
def test_enrolling_from_the_password_to_the_back_office(browse, county_a, person):
    client = browse(county_a)
    assert sign_in(client, "jia-county_admin").headers["Location"] == "/admin/"
    assert client.get("/admin/").headers["Location"] == "/accounts/2fa/"
    client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    done = client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    assert done.headers["Location"] == "/accounts/2fa/recovery-codes/"
    for path in ("/accounts/2fa/recovery-codes/", "/accounts/2fa/"):
        assert '<a class="button" href="/admin/">进入后台</a>' in client.get(path).content.decode()
    assert client.get("/admin/").status_code == 200
    kept = Authenticator.objects.get(user=person("jia-county_admin"), type="totp").data["secret"]
    assert (secret in kept, cipher.unseal(kept)) == (False, secret)


def test_signing_in_with_it(browse, county_a, person):
    enrol_demo_factor(person("jia-county_admin"), SECRET)
    client = browse(county_a)
    assert sign_in(client, "jia-county_admin").headers["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/admin/").headers["Location"] == "/accounts/login/?next=/admin/"
    assert "_auth_user_id" not in client.session
    refused = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert (refused.status_code, "没有通过验证" in refused.content.decode()) == (200, True)
    assert (
        client.post("/accounts/2fa/authenticate/", {"code": code_of(SECRET)}).headers["Location"] == "/admin/"
    )
    assert client.get("/admin/").status_code == 200


def test_a_code_from_a_phone_does_not_stand_in_for_it(browse, county_a, person, monkeypatch):
    sent = []
    monkeypatch.setattr(sms, "send", lambda phone, text: sent.append(re.search(r"\d{6}", text).group()))
    admin = person("jia-county_admin")
    admin.phone, admin.phone_verified = "+8613800000031", True
    admin.save()
    enrol_demo_factor(admin, SECRET)
    client = browse(county_a)
    client.post("/accounts/login/code/", {"phone": "13800000031"})
    assert (
        client.post("/accounts/login/code/confirm/", {"code": sent[0]}).headers["Location"]
        == "/accounts/2fa/authenticate/"
    )


def test_guessing_codes_is_throttled(browse, county_a, person):
    enrol_demo_factor(person("jia-county_admin"), SECRET)
    client = browse(county_a)
    sign_in(client, "jia-county_admin")
    for _attempt in range(5):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    refused = client.post("/accounts/2fa/authenticate/", {"code": code_of(SECRET)})
    assert (refused.status_code, "登录失败次数过多" in refused.content.decode()) == (200, True)


def test_the_same_code_does_not_open_twice(browse, county_a, person, monkeypatch):
    """Not even when allauth's own memory of it, half a minute long, has faded."""
    enrol_demo_factor(person("jia-county_admin"), SECRET)
    code = code_of(SECRET)
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.TOTP._mark_code_used", lambda self, code: True)
    for opened in (True, False):
        client = browse(county_a)
        sign_in(client, "jia-county_admin")
        answer = client.post("/accounts/2fa/authenticate/", {"code": code})
        assert (answer.status_code == 302) is opened


@pytest.mark.parametrize(("steps", "status"), [(-2, 200), (-1, 302), (0, 302), (1, 302), (2, 200)])
def test_a_telephones_clock_may_be_half_a_minute_off(browse, county_a, person, monkeypatch, steps, status):
    monkeypatch.setattr("time.time", lambda: 1_800_000_015.0)
    enrol_demo_factor(person("jia-county_admin"), SECRET)
    client = browse(county_a)
    sign_in(client, "jia-county_admin")
    assert client.post("/accounts/2fa/authenticate/", {"code": code_of(SECRET, steps)}).status_code == status


# --- The demo ---


def test_demo_code_prints_what_opens(person, capsys):
    enrol_demo_factor(person("jia-county_admin"), SECRET)
    call_command("demo_code", "jia-county_admin")
    assert capsys.readouterr().out.split()[0] in {code_of(SECRET), code_of(SECRET, -1)}


def test_outside_the_demo_nothing_is_known(person, settings):
    enrol_demo_factor(person("jia-county_admin"), SECRET)
    settings.DEMO = False
    with pytest.raises(CommandError, match="demo only"):
        call_command("demo_code", "jia-county_admin")
    with pytest.raises(TenantError, match="demo only"):
        enrol_demo_factor(person("jia-editor"), SECRET)


def test_demo_code_of_somebody_without(person):
    with pytest.raises(CommandError, match="no authenticator"):
        call_command("demo_code", "jia-editor")


def test_enrolling_twice_keeps_the_first(person):
    first = enrol_demo_factor(person("jia-editor"), SECRET)
    assert enrol_demo_factor(person("jia-editor"), "MFRGGZDFMZTWQ2LK") == first


# --- The page one lands on ---


def test_the_welcome_page_is_for_those_signed_in(browse, county_a):
    assert browse(county_a).get(WELCOME).headers["Location"] == f"{LOGIN}?next={WELCOME}"


@pytest.mark.parametrize(
    ("username", "roles", "admin_url"),
    [("jia-editor", ["编辑"], "/admin/"), ("stranger", [], ""), ("yi-editor", [], "")],
)
def test_it_says_who_one_is_here(browse, county_a, username, roles, admin_url):
    context = browse(county_a, username).get(WELCOME).context
    assert ([str(role) for role in context["roles"]], context["admin_url"]) == (roles, admin_url)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"name": "周小满", "phone": "+8613800000021"}, "周小满"),
        ({"phone": "+8613800000021"}, "138****0021"),
        ({}, "p-abc"),
    ],
)
def test_people_are_addressed_by_what_they_know(fields, expected):
    assert shown(User(username="p-abc", **fields)) == expected


def test_accounts_alone_leads_there(browse, county_a):
    assert browse(county_a, "jia-editor").get("/accounts/").headers["Location"] == WELCOME


# --- Sealing ---


def test_keys_are_changed_without_losing_what_was_sealed(settings):
    settings.FIELD_KEYS = "old-key"
    sealed = cipher.seal("secret")
    settings.FIELD_KEYS = "new-key, old-key"
    assert cipher.unseal(sealed) == "secret"
    resealed = cipher.seal("secret")
    settings.FIELD_KEYS = "new-key"
    assert cipher.unseal(resealed) == "secret"
    with pytest.raises(InvalidToken):
        cipher.unseal(sealed)
