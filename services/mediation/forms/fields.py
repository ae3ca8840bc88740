"""Fields that several forms of the back office have, and the moment at which a room begins."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenants.phones import normalise

# Somebody who opens a room for right now types the minute that has just begun.
_LATE = timedelta(minutes=5)


def day_field() -> forms.DateField:
    return forms.DateField(
        label=gettext_lazy("日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def time_field() -> forms.TimeField:
    return forms.TimeField(
        label=gettext_lazy("时间"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )


def phone_field(label: object = gettext_lazy("手机号码")) -> forms.CharField:
    attrs = {"inputmode": "tel", "autocomplete": "off"}
    return forms.CharField(label=label, max_length=40, required=False, widget=forms.TextInput(attrs=attrs))


def name_field(label: object = gettext_lazy("姓名"), **more: Any) -> forms.CharField:
    attrs = {"autocomplete": "off"}
    return forms.CharField(label=label, max_length=60, widget=forms.TextInput(attrs=attrs), **more)


def worded(form: forms.BaseForm) -> None:
    """Says what is missing by its name: 请填写姓名。"""
    for field in form.fields.values():
        chosen = isinstance(field, forms.ChoiceField)
        said = _("请选择“%(label)s”。") if chosen else _("请填写“%(label)s”。")
        field.error_messages["required"] = said % {"label": field.label}


class MomentForm(forms.Form):
    """A day and a time that are still to come."""

    day = day_field()
    time = time_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        worded(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("day") and cleaned.get("time") and self.starts_at < timezone.now() - _LATE:
            field = "day" if cleaned["day"] < timezone.localdate() else "time"
            self.add_error(field, _("这个时间已经过了。"))
        return cleaned

    @property
    def starts_at(self) -> datetime:
        said = self.cleaned_data
        return timezone.make_aware(datetime.combine(said["day"], said["time"]))


def phone_of(written: str) -> str:
    return normalise(written) if written.strip() else ""
