import unicodedata
from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class SignInForm(allauth_forms.LoginForm):
    """For people who work here; citizens sign in by phone and code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("用户名或手机号码")
        self.fields["login"].widget.attrs.update(autocomplete="username", placeholder="")
        self.fields["password"].widget.attrs.update(placeholder="")
        self.fields["password"].help_text = ""


class PhoneForm(forms.Form):
    """Takes the place of allauth's form, which looks the number up and answers differently."""

    remember = forms.BooleanField(
        label=gettext_lazy("这是我自己的手机或电脑，30天内不用再登录"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"phone": get_adapter().phone_form_field(required=True), **self.fields}


def _plain_digits(code: str) -> str:
    """Chinese keyboards offer full-width digits."""
    return unicodedata.normalize("NFKC", code)


class CodeForm(allauth_forms.ConfirmLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = _("短信验证码")
        code.widget.attrs.update(inputmode="numeric", autofocus=True, placeholder=_("6位数字"))

    def clean_code(self) -> str:
        self.cleaned_data["code"] = _plain_digits(self.cleaned_data["code"])
        return super().clean_code()


# As long as a code may be accepted: its own half minute, the one before and the one after.
_SPENT_SECONDS = 90


class _SpentOnce:
    """allauth forgets a used code after half a minute, but with tolerance accepts it for longer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("验证码")
        self.fields["code"].widget.attrs.update(placeholder=_("验证器上的6位数字，或恢复代码"))

    def clean_code(self) -> str:
        self.cleaned_data["code"] = _plain_digits(self.cleaned_data["code"])
        code = super().clean_code()
        if not cache.add(f"second-factor-spent:{self.user.pk}:{code.strip()}", True, _SPENT_SECONDS):
            raise get_mfa_adapter().validation_error("incorrect_code")
        return code


class ShowFactorForm(_SpentOnce, AuthenticateForm):
    pass


class ShowFactorAgainForm(_SpentOnce, ReauthenticateForm):
    pass
