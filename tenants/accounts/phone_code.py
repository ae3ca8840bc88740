"""Signing in with a code sent to a phone. The first confirmed code makes the account: nobody has to choose
between signing in and signing up, and nothing on the way tells whether a number has an account.
"""

import math
import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core import ratelimit
from allauth.core.internal.ratelimit import get_cache_key, get_rates
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tenants import sms
from tenants.accounts.adapter import code_text
from tenants.actions.register_citizen import register_citizen

REMEMBERED_SECONDS = 30 * 24 * 3600
_AS_SECONDS = 120


class PhoneCodeProcess(LoginCodeVerificationProcess):
    @classmethod
    def begin(cls, request: HttpRequest, *, phone: str, remember: bool) -> "PhoneCodeProcess":
        """Sends the code. Raises SmsError when it did not leave, RateLimited when the phone has had too many."""
        login = Login(phone=phone)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(
            cls.initial_state(user=None, phone=phone), initiated_by_user=True, remember=remember
        )
        process = cls(stage)
        process.send()
        process.persist()
        return process

    @classmethod
    def resume(cls, stage: LoginByCodeStage) -> "PhoneCodeProcess | None":
        return cls(stage).abort_if_invalid()

    @property
    def phone(self) -> str:
        return self.state["phone"]

    def generate_code(self) -> str:
        self.state["code"] = get_adapter().generate_phone_verification_code(user=None, phone=self.phone)
        return self.state["code"]

    def send(self, skip_enumeration_mails: bool = False) -> None:
        ratelimit.consume(self.request, action="send_code", key=self.phone, raise_exception=True)
        sms.send(self.phone, code_text(self.generate_code()))

    def resend(self) -> None:
        """A fresh code: the clock starts again, the count of wrong answers does not."""
        self.send()
        self.state["at"] = self.initial_state(user=None)["at"]
        self.record_resend()
        self.persist()

    def finish(self, redirect_url: str | None) -> HttpResponse:
        self._user = register_citizen(self.phone)
        self.request.session.set_expiry(REMEMBERED_SECONDS if self.state["remember"] else 0)
        return super().finish(redirect_url)


def demo_code(process: Any) -> str:
    """What the page may show in its demo box; empty anywhere else."""
    return process.code if sms.shown_on_page() else ""


def please_wait(request: HttpRequest, *, action: str, phone: str) -> str:
    """When the phone may be sent the next code, in words."""
    seconds = _seconds_to_wait(request, action, phone)
    if seconds <= _AS_SECONDS:
        return _("请等%(seconds)d秒后再试。") % {"seconds": seconds}
    return _("这个号码索取验证码太频繁，请等%(minutes)d分钟后再试。") % {"minutes": math.ceil(seconds / 60)}


def _seconds_to_wait(request: HttpRequest, action: str, phone: str) -> int:
    """The longest of the limits that are used up; allauth keeps the hours of sending, newest first."""
    waits = [1.0]
    for rate in get_rates(app="allauth.account", action=action):
        kept = cache.get(
            get_cache_key(request, app="allauth.account", action=action, rate=rate, key=phone), []
        )
        if len(kept) >= rate.amount:
            waits.append(kept[rate.amount - 1] + rate.duration - time.time())
    return math.ceil(max(waits))
