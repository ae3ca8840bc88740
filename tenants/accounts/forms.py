import unicodedata
from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from django import forms
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
