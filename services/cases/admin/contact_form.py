from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.cases.admin.deed_forms import CaseForm
from services.cases.models import Party


class _TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class ContactForm(CaseForm):
    party = forms.ModelChoiceField(Party.objects.none(), label=gettext_lazy("当事人"), empty_label=None)
    reach = forms.ChoiceField(label=gettext_lazy("怎样提醒"), choices=Party.Reach.choices, required=False)
    since = forms.TimeField(label=gettext_lazy("只在几点以后"), required=False, widget=_TimeInput())
    until = forms.TimeField(label=gettext_lazy("到几点以前"), required=False, widget=_TimeInput())
    careful = forms.CharField(
        label=gettext_lazy("打电话时要注意的"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("不填，就保留原来写的。"),
    )

    def fit(self) -> None:
        self.fields["party"].queryset = self.case.parties.all()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "since" in said and "until" in said and (said["since"] is None) != (said["until"] is None):
            self.add_error("until", _("起止时间要么都填，要么都不填。"))
        return said
