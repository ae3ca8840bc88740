"""allauth's questions about our people, answered. What is written goes through actions."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenants import sms
from tenants.accounts.fields import MobileField
from tenants.actions.keep_phone import keep_phone
from tenants.models import User
from tenants.phones import normalise
from tenants.queries import may_enter_admin

RECENT_SECONDS = 300


def code_text(code: str) -> str:
    """The message that carries a code; Chinese gateways demand the sender in these brackets at the front."""
    return _("【%(sender)s】验证码 %(code)s，5分钟内有效。任何人向您索要都不要告诉他。") % {
        "sender": context.request.tenant.name,
        "code": code,
    }


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": gettext_lazy("验证码不对，请核对短信后再填一次。"),
        "username_password_mismatch": gettext_lazy("用户名或密码不对。"),
        "phone_password_mismatch": gettext_lazy("手机号码或密码不对。"),
        "too_many_codes": gettext_lazy("这个号码索取验证码太频繁，请过一会儿再试。"),
    }

    # --- Phones ---

    def phone_form_field(self, **kwargs: Any) -> MobileField:
        return MobileField(**kwargs)

    def get_user_by_phone(self, phone: str) -> User | None:
        """With several ways to sign in the raw text arrives here."""
        try:
            return User.objects.filter(phone=normalise(phone)).first()
        except ValidationError:
            return None

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        keep_phone(user, phone=phone, verified=verified)

    def set_phone_verified(self, user: User, phone: str) -> None:
        proofs = {record["method"] for record in get_authentication_records(context.request, user)}
        keep_phone(
            user, phone=phone, verified=True, by_code_alone="password" not in proofs and "mfa" not in proofs
        )

    def send_verification_code_sms(self, user: User, phone: str, code: str, **kwargs: Any) -> None:
        """For the flows other than signing in by code, which reports a failure in its form."""
        try:
            sms.send(phone, code_text(code))
        except sms.SmsError as error:
            context.request.code_was_not_sent = True
            messages.error(context.request, str(error))

    # --- Signing in and out ---

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """There is no second door: the first confirmed code makes a citizen's account."""
        return False

    def get_login_stages(self) -> list[str]:
        own = {"allauth.account.stages.PhoneVerificationStage": "tenants.accounts.stages.StaffPhoneStage"}
        return [own.get(path, path) for path in super().get_login_stages()]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever has just signed in is not asked again on the way to their first second factor."""
        records = get_authentication_records(context.request, context.request.user)
        if records and time.time() - records[-1]["at"] < RECENT_SECONDS:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def is_safe_url(self, url: str) -> bool:
        request = context.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        if may_enter_admin(request.user, request.tenant):
            return reverse("wagtailadmin_home")
        return reverse("account_welcome")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Counts failures per account over all hosts: the stock key would give an attacker five tries per county."""
        login = str(credentials.get("phone") or credentials.get("username") or credentials.get("email") or "")
        try:
            login = normalise(login)
        except ValidationError:
            login = login.strip().lower()
        user = User.objects.filter(phone=login).first() if login.startswith("+") else None
        return user.username if user else login
