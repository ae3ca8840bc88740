"""What a citizen says of herself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services.booking.models import BookableService
from services.directory.matters import taxonomy
from tenants.phones import normalise

LONGEST_NAME, LONGEST_PHONE, LONGEST_SUBJECT, LONGEST_REASON = 60, 40, 200, 200


class Phone(forms.CharField):
    """Cleaned into its stored form."""

    widget = forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"})

    def clean(self, value: Any) -> str:
        return normalise(super().clean(value))


def name_field() -> forms.CharField:
    return forms.CharField(
        label=_("姓名"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("请填写姓名。")},
    )


def phone_field(help_text: str) -> Phone:
    return Phone(
        label=_("手机号码"),
        max_length=LONGEST_PHONE,
        help_text=help_text,
        error_messages={"required": _("请填写手机号码。")},
    )


def careful_field() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("短信里不提事由"),
        required=False,
        help_text=_("怕别人看到短信的，勾选这一项：短信里只说有一条新消息，也不写预约号和查询码。"),
    )


class _Said(forms.Form):
    """Errors and help are read out with their field."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class AboutYou(_Said):
    name = name_field()
    phone = phone_field(_("预约号、查询码和提醒发到这个手机。"))
    matter = forms.ChoiceField(label=_("是哪一类的事（选填）"), required=False)
    subject = forms.CharField(
        label=_("想问什么（选填）"),
        required=False,
        max_length=LONGEST_SUBJECT,
        help_text=_("一两句话就行，接待的人好先有准备。最多200字。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    careful = careful_field()

    def __init__(self, *args: Any, service: BookableService, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = taxonomy().matters
        choices = [(code, known[code].name) for code in service.matters if code in known]
        if len(choices) > 1:
            self.fields["matter"].choices = [("", _("请选择")), *choices]
        else:
            del self.fields["matter"]


class Wait(_Said):
    """Both days count."""

    first_day = forms.DateField(
        label=_("最早哪一天"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("请选择最早哪一天。"), "invalid": _("请填写日期，例如 2026-01-31。")},
    )
    last_day = forms.DateField(
        label=_("最晚哪一天"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("请选择最晚哪一天。"), "invalid": _("请填写日期，例如 2026-01-31。")},
    )
    name = name_field()
    phone = phone_field(_("有了空位，发短信到这个手机。"))
    careful = careful_field()


class Booking(_Said):
    """What a program sends."""

    service = forms.CharField(max_length=LONGEST_PHONE)
    slot = forms.CharField(max_length=LONGEST_PHONE)
    channel = forms.CharField(max_length=LONGEST_PHONE, required=False)
    name = name_field()
    phone = phone_field("")
    subject = forms.CharField(max_length=LONGEST_SUBJECT, required=False)
    careful = forms.BooleanField(required=False)
