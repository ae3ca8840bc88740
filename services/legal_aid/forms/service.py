from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services.directory.codes import LANGUAGES
from services.directory.matters import taxonomy
from services.legal_aid.models import HoursEntry


class HoursForm(forms.ModelForm):
    class Meta:
        model = HoursEntry
        fields = ("on", "kind", "hours", "note")
        widgets = {
            "on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "hours": forms.NumberInput(attrs={"step": "0.5", "min": "0.5", "max": "24"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", auto_id="hours-%s", **kwargs)


class VolunteerForm(forms.Form):
    matters = forms.MultipleChoiceField(
        label=_("愿意办理的事项"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("会说的语言"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=_("说明"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", auto_id="volunteer-%s", **kwargs)
        self.fields["matters"].choices = [(one.code, one.name) for one in taxonomy().children("")]
        self.fields["languages"].choices = list(LANGUAGES.items())
