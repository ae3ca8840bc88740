"""Citizens: a phone, a code, an account."""

import re

import pytest

from tenants import sms
from tenants.models import User

PHONE = "+8613800000001"
REQUEST, CONFIRM, WELCOME = "/accounts/login/code/", "/accounts/login/code/confirm/", "/accounts/welcome/"


@pytest.fixture
def outbox(monkeypatch):
    """What was sent, as (phone, code)."""
    sent = []
    monkeypatch.setattr(
        sms, "send", lambda phone, text: sent.append((phone, re.search(r"\d{6}", text).group()))
    )
    return sent


def ask(client, written="138 0000 0001", **more):
    return client.post(REQUEST, {"phone": written, **more})


def wrong(code):
    return "000000" if code != "000000" else "111111"


def test_the_first_confirmed_code_makes_the_account(browse, county_a, outbox):
    client = browse(county_a)
    assert ask(client).headers["Location"] == CONFIRM
    assert User.objects.filter(phone=PHONE).count() == 0
    assert [phone for phone, _ in outbox] == [PHONE]
    assert client.post(CONFIRM, {"code": outbox[0][1]}).headers["Location"] == WELCOME
    user = User.objects.get(phone=PHONE)
    assert (user.phone_verified, user.has_usable_password(), user.is_platform_operator) == (
        True,
        False,
        False,
    )
    assert re.fullmatch(r"p-[a-z2-9]{14}", user.username)
    assert client.session["_auth_user_id"] == str(user.pk)


def test_the_second_time_it_is_the_same_account_on_any_host(browse, county_a, county_b, outbox, settings):
    settings.ACCOUNT_RATE_LIMITS = {}
    for tenant in (county_a, county_b):
        client = browse(tenant)
        ask(client)
        client.post(CONFIRM, {"code": outbox[-1][1]})
        assert client.get(WELCOME).status_code == 200
    assert User.objects.filter(phone=PHONE).count() == 1


def test_known_and_unknown_numbers_are_answered_alike(browse, county_a, outbox):
    User.objects.create_user("known", phone="+8613800000002", name="熟人", phone_verified=True)
    answers = []
    for written in ("13800000001", "13800000002"):
        client = browse(county_a)
        response = ask(client, written)
        page = client.get(CONFIRM).content.decode()
        digits = re.sub(r"\d{6}|138 0000 000\d|csrfmiddlewaretoken.*?>|13800000\d+", "", page)
        answers.append((response.status_code, response.headers["Location"], digits))
    assert answers[0] == answers[1]
    assert len(outbox) == 2


def test_full_width_digits_and_spaces_are_understood(browse, county_a, outbox):
    client = browse(county_a)
    ask(client, "１３８ ００００ ０００１")
    code = outbox[0][1]
    full_width = "".join(chr(ord(digit) + 0xFEE0) for digit in code[:3]) + " " + code[3:]
    assert client.post(CONFIRM, {"code": full_width}).headers["Location"] == WELCOME


def test_a_wrong_code_is_told_and_five_end_the_attempt(browse, county_a, outbox):
    client = browse(county_a)
    ask(client)
    code = outbox[0][1]
    for _attempt in range(4):
        page = client.post(CONFIRM, {"code": wrong(code)})
        assert (page.status_code, "验证码不对" in page.content.decode()) == (200, True)
    assert client.post(CONFIRM, {"code": wrong(code)}).headers["Location"] == REQUEST
    assert client.post(CONFIRM, {"code": code}).headers["Location"] == REQUEST
    assert User.objects.filter(phone=PHONE).count() == 0


def test_a_code_expires(browse, county_a, outbox, settings):
    client = browse(county_a)
    ask(client)
    settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = -1
    assert client.post(CONFIRM, {"code": outbox[0][1]}).headers["Location"] == REQUEST
    assert "验证码已经过期" in client.get(REQUEST).content.decode()
    assert User.objects.filter(phone=PHONE).count() == 0


def test_a_code_is_good_once_and_for_its_own_session(browse, county_a, outbox):
    client, other = browse(county_a), browse(county_a)
    ask(client)
    assert other.post(CONFIRM, {"code": outbox[0][1]}).headers["Location"] == REQUEST
    client.post(CONFIRM, {"code": outbox[0][1]})
    client.post("/accounts/logout/")
    assert client.post(CONFIRM, {"code": outbox[0][1]}).headers["Location"] == REQUEST


def test_a_resent_code_replaces_the_old_one(browse, county_a, outbox, settings):
    settings.ACCOUNT_RATE_LIMITS = {"send_code": "9/m/key"}
    client = browse(county_a)
    ask(client)
    while len({code for _, code in outbox}) < 2:
        assert client.post(CONFIRM, {"action": "resend"}).headers["Location"] == CONFIRM
    assert client.post(CONFIRM, {"code": outbox[0][1]}).status_code == 200
    assert client.post(CONFIRM, {"code": outbox[-1][1]}).headers["Location"] == WELCOME


def test_a_resent_code_is_announced(browse, county_a, outbox, settings):
    settings.ACCOUNT_RATE_LIMITS = {"send_code": "9/m/key"}
    client = browse(county_a)
    ask(client)
    client.post(CONFIRM, {"action": "resend"})
    assert "验证码已重新发送" in client.get(CONFIRM).content.decode()


def test_a_citizen_who_may_not_is_told_what_is_the_matter(browse, county_a, outbox):
    client = browse(county_a)
    ask(client)
    client.post(CONFIRM, {"code": outbox[0][1]})
    refused = client.get("/admin/")
    page = refused.content.decode()
    assert (refused.status_code, "您已经登录，账号是“138****0001”" in page, "请先登录" in page) == (403, True, False)
    assert ("没有后台角色" in page, "请先退出登录" in page) == (True, True)


def test_a_phone_cannot_be_bombed_whoever_asks(browse, county_a, county_b, outbox):
    ask(browse(county_a))
    again = ask(browse(county_b))
    assert (again.status_code, "太频繁" in again.content.decode()) == (200, True)
    assert len(outbox) == 1


def test_asking_again_from_the_code_page_is_limited_too(browse, county_a, outbox):
    client = browse(county_a)
    ask(client)
    client.post(CONFIRM, {"action": "resend"})
    assert re.search(r"请等\d{1,2}秒后再试", client.get(CONFIRM).content.decode())
    assert len(outbox) == 1


def test_many_phones_from_one_address_meet_a_chinese_429(browse, county_a, outbox, settings):
    settings.ACCOUNT_RATE_LIMITS = {"request_code": "2/m/ip"}
    client = browse(county_a)
    for number in range(2):
        assert ask(client, f"1380000001{number}").status_code == 302
    refused = ask(client, "13800000019")
    assert refused.status_code == 429
    assert re.search("[\u4e00-\u9fff]", refused.content.decode())


def test_a_mistyped_number_does_not_hold_the_person(browse, county_a, outbox):
    client = browse(county_a)
    ask(client, "13800000009")
    assert client.get(REQUEST).status_code == 200
    ask(client)
    assert client.post(CONFIRM, {"code": outbox[-1][1]}).headers["Location"] == WELCOME


def test_a_number_that_is_none_is_refused_in_words(browse, county_a, outbox):
    page = ask(browse(county_a), "12345")
    assert "请填写11位手机号码" in page.content.decode()
    assert outbox == []


def test_a_gateway_that_fails_keeps_the_person_on_the_form(browse, county_a, settings):
    settings.SMS_URL = "http://127.0.0.1:9/send"
    page = ask(browse(county_a))
    assert (page.status_code, "短信没有发出" in page.content.decode()) == (200, True)


def test_the_demo_shows_the_code_and_nothing_else_does(browse, county_a, outbox, settings):
    client = browse(county_a)
    ask(client)
    assert client.get(CONFIRM).context["demo_code"] == outbox[0][1]
    settings.DEMO = False
    assert client.get(CONFIRM).context["demo_code"] == ""


@pytest.mark.parametrize(
    ("asked", "landed"),
    [("/policies/", "/policies/"), ("https://evil.example/", WELCOME), ("//evil.example/", WELCOME),
     ("http://yi.localhost/admin/", WELCOME)],
)  # fmt: skip
def test_next_stays_on_the_host(browse, county_a, outbox, asked, landed):
    client = browse(county_a)
    confirm = client.post(f"{REQUEST}?next={asked}", {"phone": "13800000001"}).headers["Location"]
    assert client.post(confirm, {"code": outbox[0][1]}).headers["Location"] == landed


@pytest.mark.parametrize(("remember", "lasts"), [({}, True), ({"remember": "on"}, False)])
def test_a_shared_computer_forgets_unless_asked(browse, county_a, outbox, remember, lasts):
    client = browse(county_a)
    ask(client, **remember)
    client.post(CONFIRM, {"code": outbox[0][1]})
    assert client.session.get_expire_at_browser_close() is lasts


@pytest.mark.parametrize("path", ["/accounts/signup/", "/accounts/password/reset/"])
def test_there_is_one_door(browse, county_a, path):
    assert browse(county_a).get(path).headers["Location"] == REQUEST


def test_an_inactive_account_stays_out(browse, county_a, outbox):
    User.objects.create_user("gone", phone=PHONE, is_active=False)
    client = browse(county_a)
    ask(client)
    assert client.post(CONFIRM, {"code": outbox[0][1]}).headers["Location"] == "/accounts/inactive/"
    assert "_auth_user_id" not in client.session


def test_a_password_nobody_showed_to_the_phones_owner_is_dropped(browse, county_a, outbox):
    """Somebody made an account with another person's number and kept its password."""
    User.objects.create_user("planted", password="a-known-password", phone=PHONE)
    client = browse(county_a)
    ask(client)
    client.post(CONFIRM, {"code": outbox[0][1]})
    user = User.objects.get(username="planted")
    assert (user.phone_verified, user.has_usable_password()) == (True, False)


def test_a_verified_phone_keeps_the_password(browse, county_a, outbox):
    User.objects.create_user("staff", password="a-known-password", phone=PHONE, phone_verified=True)
    client = browse(county_a)
    ask(client)
    client.post(CONFIRM, {"code": outbox[0][1]})
    assert User.objects.get(username="staff").has_usable_password()
