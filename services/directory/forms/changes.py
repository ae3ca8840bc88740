"""Changes that need a reason."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from services.directory.models import Organisation

_REASON = {"rows": 3, "maxlength": 200}


class _ReasonForm(forms.Form):
    reason = forms.CharField(label=_("原因"), max_length=200, widget=forms.Textarea(attrs=_REASON))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)


class StandingForm(_ReasonForm):
    standing = forms.ChoiceField(label=_("变更为"), widget=forms.RadioSelect)
    field_order = ["standing", "reason"]

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["standing"].choices = [
            choice for choice in Organisation.Standing.choices if choice[0] != organisation.standing
        ]


class LeavingForm(_ReasonForm):
    """`on` starts with today, and may lie ahead."""

    on = forms.DateField(label=_("日期"), widget=AdminDateInput, initial=timezone.localdate)
    field_order = ["on", "reason"]


class ReturningForm(_ReasonForm):
    pass
