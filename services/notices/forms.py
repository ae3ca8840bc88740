from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services.notices.registry import Kind
from services.notices.wording import LONGEST, faults


class WordingForm(forms.Form):
    text = forms.CharField(
        label=_("用语"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("请写明提醒的内容。")},
    )

    def __init__(self, kind: Kind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        found = faults(self.kind, text)
        if found:
            raise forms.ValidationError(found)
        return text


class _TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class QuietForm(forms.Form):
    since = forms.TimeField(label=_("从"), widget=_TimeInput())
    until = forms.TimeField(label=_("到"), widget=_TimeInput())
