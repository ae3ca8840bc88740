from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services.voices.actions.say import LONGEST
from services.voices.models import Channel, Grade

_WORDS = forms.Textarea(attrs={"rows": 4})
_MISSING = {"required": _("请先选一个：很满意、满意、较满意，还是不满意。")}


class Voice(forms.Form):
    grade = forms.ChoiceField(
        label=_("您满意吗？"), choices=Grade.choices, widget=forms.RadioSelect, error_messages=_MISSING
    )
    comment = forms.CharField(
        label=_("想说的话（可以不写）"), required=False, max_length=LONGEST, widget=_WORDS
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", auto_id="voice-%s", **kwargs)


class Recorded(Voice):
    """What somebody of the house writes down for a person."""

    channel = forms.ChoiceField(
        label=_("怎样说的"),
        choices=[(one.value, one.label) for one in (Channel.PHONE, Channel.PAPER)],
        widget=forms.RadioSelect,
    )
    grade = forms.ChoiceField(
        label=_("群众的评价"), choices=Grade.choices, widget=forms.RadioSelect, error_messages=_MISSING
    )
    comment = forms.CharField(
        label=_("群众的原话（可以不写）"), required=False, max_length=LONGEST, widget=_WORDS
    )
    field_order = ["channel", "grade", "comment"]
