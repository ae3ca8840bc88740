from django import forms
from django.utils.translation import gettext_lazy as _

from services.anomalies.actions.calls import MOST
from services.anomalies.forms.limits import SAID
from services.anomalies.models import Call


class _Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DrawForm(forms.Form):
    since = forms.DateField(label=_("自"), widget=_Day)
    until = forms.DateField(label=_("至"), widget=_Day)
    size = forms.IntegerField(
        label=_("抽取件数"), min_value=1, max_value=MOST, initial=20, error_messages=SAID
    )
    seed = forms.CharField(
        label=_("种子"),
        max_length=40,
        error_messages=SAID,
        help_text=_("抽取前当众定下的一串数字，例如开奖号码。知道种子的人都能重新抽出同一份名单。"),
    )


class CallForm(forms.Form):
    result = forms.ChoiceField(
        label=_("结果"),
        choices=[one for one in Call.Result.choices if one[0]],
        error_messages={"required": _("请选择回访的结果。")},
    )
    said = forms.CharField(
        label=_("当事人怎么说"),
        required=False,
        max_length=1000,
        error_messages=SAID,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
