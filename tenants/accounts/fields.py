from typing import Any

from allauth.account.fields import PhoneField
from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.phones import normalise, spaced


class MobileField(PhoneField):
    """Accepts a mobile number as people write it and gives the stored form.

    allauth's own field checks for E.164 before it takes the spaces out.
    """

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(
            attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel", "placeholder": "138 0000 0001"}
        )
        super().__init__(**{"label": _("手机号码"), "validators": [], "widget": widget, **kwargs})

    def to_python(self, value: str | None) -> str:
        written = super().to_python(value)
        return normalise(written) if written else ""

    def prepare_value(self, value: str | None) -> str | None:
        return spaced(value) if value and value.startswith("+86") else value
