from datetime import time

import pytest

from services.notices import neutral, queries, registry
from services.notices.hours import Span
from services.notices.registry import Kind, Placeholder
from tenants import sms

# What the services registered as they started; the tests below have kinds of their own.
REGISTERED = registry._kinds
KINDS = (
    Kind("quiet", "只在站内"),
    Kind("loud", "也发短信", sms=True),
    Kind("everywhere", "短信和邮件", sms=True, email=True),
    Kind("code", "验证码", sms=True, urgent=True),
    Kind("desk", "给工作人员", staff=True),
    Kind(
        "booked", "预约成功", sms=True, email=True, text="您预约的{service}：{day}。{office}",
        placeholders=(Placeholder("service", "服务事项", "法律咨询"), Placeholder("day", "日期", "3月5日")),
    ),
    neutral.NEUTRAL,
)  # fmt: skip


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    monkeypatch.setattr(registry, "_kinds", {kind.code: kind for kind in KINDS})


@pytest.fixture
def registered():
    return REGISTERED


@pytest.fixture(autouse=True)
def any_hour(monkeypatch):
    """Tests run at night, too."""
    monkeypatch.setattr(queries, "USUAL_QUIET", Span(time(0), time(0)))


@pytest.fixture
def gateway(monkeypatch):
    """What was sent, as (phone, text). While `down` says why, nothing goes out."""

    class Gateway:
        def __init__(self):
            self.sent, self.tried, self.down = [], 0, ""

        def send(self, phone, text):
            self.tried += 1
            if self.down:
                raise sms.SmsError(self.down)
            self.sent.append((phone, text))

    made = Gateway()
    monkeypatch.setattr(sms, "carrier", lambda: made)
    return made


@pytest.fixture
def citizen(person):
    """Somebody with a verified number."""
    stranger = person("stranger")
    stranger.phone, stranger.phone_verified = "+8619900000555", True
    stranger.save()
    return stranger
