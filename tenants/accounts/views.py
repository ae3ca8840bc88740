"""The doors of signing in that differ from allauth's, and the page on which a signed-in person lands."""

from typing import Any

from allauth.account import views as allauth_views
from allauth.account.adapter import get_adapter
from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginByCodeStage, LoginStage
from allauth.core.exceptions import RateLimited
from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, RedirectView, TemplateView

from tenants import roles, sms
from tenants.accounts import second_factor
from tenants.accounts.forms import CodeForm, PhoneForm, SignInForm
from tenants.accounts.phone_code import PhoneCodeProcess, demo_code, please_wait
from tenants.phones import masked, spaced
from tenants.queries import live_roles, may_enter_admin
from tenants.rules import needs_second_factor


class _StartsAnew:
    """Whoever opens a sign-in page wants to begin; allauth would hold them at the step they left (a mistyped
    number, for a quarter of an hour)."""

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: LoginStage) -> None:
        clear_login(request)


class SignInView(_StartsAnew, allauth_views.LoginView):
    form_class = SignInForm


@method_decorator(rate_limit(action="request_code"), name="dispatch")
class RequestCodeView(_StartsAnew, allauth_views.RequestLoginCodeView):
    form_class = PhoneForm

    def get_form_class(self) -> type[Form]:
        return self.form_class

    def form_valid(self, form: PhoneForm) -> HttpResponse:
        try:
            PhoneCodeProcess.begin(self.request, **form.cleaned_data)
        except RateLimited:
            form.add_error("phone", get_adapter().validation_error("too_many_codes"))
        except sms.SmsError as error:
            form.add_error(None, str(error))
        return self.form_invalid(form) if form.errors else HttpResponseRedirect(self.get_success_url())

    def get_success_url(self) -> str:
        if self.request.user.is_authenticated:
            return ""
        return self.passthrough_next_url(reverse("account_confirm_login_code"))


@method_decorator(rate_limit(action="confirm_code"), name="dispatch")
@method_decorator(
    login_stage_required(stage=LoginByCodeStage.key, redirect_urlname="account_request_login_code"),
    name="dispatch",
)
class ConfirmCodeView(allauth_views.ConfirmLoginCodeView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.stage = request._login_stage
        self._process = PhoneCodeProcess.resume(self.stage)
        if self._process is None:
            messages.error(request, _("验证码已经过期，请重新获取。"))
            return HttpResponseRedirect(self.passthrough_next_url(reverse("account_request_login_code")))
        return FormView.dispatch(self, request, *args, **kwargs)

    def get_form_class(self) -> type[Form]:
        return Form if self._action == "resend" else CodeForm

    def _resend_form_valid(self, form: Form) -> HttpResponse:
        try:
            self._process.resend()
            messages.success(self.request, _("验证码已重新发送。"))
        except RateLimited:
            messages.error(
                self.request, please_wait(self.request, action="send_code", phone=self._process.phone)
            )
        except sms.SmsError as error:
            messages.error(self.request, str(error))
        return HttpResponseRedirect(self.passthrough_next_url(reverse("account_confirm_login_code")))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds what allauth's own page lacks: the number as people read it, and the demo's code."""
        added = {"phone_shown": spaced(self._process.phone), "demo_code": demo_code(self._process)}
        return {**super().get_context_data(**kwargs), **added}


class _VerifiesPhone:
    def _resend_form_valid(self, form: Form) -> HttpResponse:
        try:
            self.process.resend()
            if not getattr(self.request, "code_was_not_sent", False):
                messages.success(self.request, _("验证码已重新发送。"))
        except RateLimited:
            messages.error(
                self.request, please_wait(self.request, action="verify_phone", phone=self.process.phone)
            )
        return HttpResponseRedirect(self.passthrough_next_url(reverse("account_verify_phone")))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        added = {"phone_shown": spaced(self.process.phone), "demo_code": demo_code(self.process)}
        return {**super().get_context_data(**kwargs), **added}


class VerifyStaffPhoneView(_VerifiesPhone, allauth_views._VerifyPhoneSignupView):
    pass


class VerifyChangedPhoneView(_VerifiesPhone, allauth_views._VerifyPhoneChangeView):
    pass


def verify_phone(request: HttpRequest) -> HttpResponse:
    view = VerifyChangedPhoneView if request.user.is_authenticated else VerifyStaffPhoneView
    return view.as_view()(request)


class ChangePhoneView(allauth_views.ChangePhoneView):
    def form_valid(self, form: Form) -> HttpResponse:
        try:
            return super().form_valid(form)
        except RateLimited:
            form.add_error("phone", get_adapter().validation_error("too_many_codes"))
            return self.form_invalid(form)


class ToPhoneCodeView(RedirectView):
    """allauth's pages for signing up and for forgotten passwords lead to the one door that serves both."""

    pattern_name = "account_request_login_code"
    query_string = True
    said = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.said:
            messages.info(request, self.said)
        return super().get(request, *args, **kwargs)


@method_decorator(never_cache, name="dispatch")
class WelcomeView(LoginRequiredMixin, TemplateView):
    template_name = "tenants/accounts/welcome.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, tenant = self.request.user, self.request.tenant
        held = live_roles(user, tenant)
        context = {
            "phone_shown": masked(user.phone) if user.phone else "",
            "roles": [role.label for role in roles.ROLES.values() if role.key in held],
            "admin_url": reverse("wagtailadmin_home") if may_enter_admin(user, tenant) else "",
            "second_factor_kinds": sorted(second_factor.kinds(user)),
            "second_factor_needed": needs_second_factor(user, held, tenant),
            "has_password": user.has_usable_password(),
        }
        return super().get_context_data(**kwargs, **context)
