"""Included before allauth's own addresses: the names are allauth's, the views are ours."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView

from tenants.accounts import views

_to_welcome = RedirectView.as_view(pattern_name="account_welcome")
_forgotten = views.ToPhoneCodeView.as_view(
    said=_("用手机验证码登录不需要密码。没有登记手机的工作人员，请联系本县管理员重设密码。")
)

urlpatterns = [
    path("", _to_welcome),
    path("welcome/", views.WelcomeView.as_view(), name="account_welcome"),
    path("login/", views.SignInView.as_view(), name="account_login"),
    path("login/code/", views.RequestCodeView.as_view(), name="account_request_login_code"),
    path("login/code/confirm/", views.ConfirmCodeView.as_view(), name="account_confirm_login_code"),
    path("phone/verify/", views.verify_phone, name="account_verify_phone"),
    path("phone/change/", views.ChangePhoneView.as_view(), name="account_change_phone"),
    path("signup/", views.ToPhoneCodeView.as_view(), name="account_signup"),
    # Nobody here signs in by mail, and an unconfirmed address would bar the way to a second factor.
    path("email/", _to_welcome, name="account_email"),
    path("confirm-email/", _to_welcome, name="account_email_verification_sent"),
    path("password/reset/", _forgotten, name="account_reset_password"),
]
