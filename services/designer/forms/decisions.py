"""What a person says when a draft goes on or a version comes back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.designer.forms.fields import Note, One


class ReasonForm(forms.Form):
    reason = Note(label=gettext_lazy("改了什么，为什么改"), required=True, max_length=500)


class WordsForm(forms.Form):
    words = Note(label=gettext_lazy("审批意见"), max_length=500)

    def __init__(self, *args: Any, needed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = needed


class DayForm(forms.Form):
    since = forms.DateField(
        label=gettext_lazy("从哪天起启用"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].widget.attrs["min"] = timezone.localdate().isoformat()


class BackForm(DayForm):
    version = One(label=gettext_lazy("恢复到"), empty=gettext_lazy("随产品提供的版本"))
    reason = Note(label=gettext_lazy("理由"), required=True, max_length=300)
    instead = forms.BooleanField(required=False, initial=True)
    field_order = ("version", "since", "instead", "reason")

    def __init__(self, *args: Any, scheduled: Sequence[date] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if scheduled:
            days = "、".join(f"{day:%Y-%m-%d}" for day in scheduled)
            self.fields["instead"].label = _("取消已经定好的启用（%(days)s）") % {"days": days}
        else:
            del self.fields["instead"]


class CopyForm(forms.Form):
    start = forms.ChoiceField(label=gettext_lazy("从哪里开始"), widget=forms.RadioSelect)
