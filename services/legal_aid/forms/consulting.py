"""What is written down of a consultation: one thing must be said, the rest has a default or may stay open."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from services.directory.kinds import OrganisationKind as Kind
from services.directory.matters import taxonomy
from services.directory.models import Lawyer, Organisation
from services.directory.terms import in_office
from services.legal_aid.actions.record_consultation import LONGEST, Asked
from services.legal_aid.facts import on_the_list
from services.legal_aid.models import Consultation
from services.legal_aid.models.consultation import USUAL_MINUTES
from tenants.phones import normalise

# Where people come with a question.
_POINTS = (
    Kind.LEGAL_AID_CENTER, Kind.LEGAL_AID_STATION, Kind.SERVICE_CENTER, Kind.SERVICE_STATION, Kind.SERVICE_ROOM,
)  # fmt: skip


class ConsultationForm(forms.Form):
    matter = forms.CharField(label=_("问的是什么"), max_length=60)
    channel = forms.ChoiceField(
        label=_("方式"), choices=Consultation.Channel.choices, widget=forms.RadioSelect
    )
    answer = forms.ChoiceField(label=_("结果"), choices=Consultation.Answer.choices, widget=forms.RadioSelect)
    call_back_on = forms.DateField(
        label=_("约定回复日期"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("请填写日期，例如 2026-01-31。")},
    )
    lawyer = forms.ModelChoiceField(
        None, label=_("解答律师"), required=False, empty_label=_("不是律师解答的")
    )
    organisation = forms.ModelChoiceField(None, label=_("地点"), required=False, empty_label=_("不填"))
    minutes = forms.IntegerField(
        label=_("用时（分钟）"), min_value=1, max_value=LONGEST, initial=USUAL_MINUTES
    )
    crowd = forms.ChoiceField(
        label=_("咨询人属于"), choices=[("", _("都不属于")), *Consultation.Crowd.choices], required=False
    )
    name = forms.CharField(label=_("姓名"), max_length=60, required=False)
    phone = forms.CharField(
        label=_("手机"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
        error_messages={"max_length": _("请填写11位手机号码，例如 138 0000 0001。")},
    )
    ask = forms.BooleanField(label=_("发短信请其评价"), required=False, initial=True)
    summary = forms.CharField(
        label=_("问题和答复"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self, *args: Any, own: Lawyer | None = None, point: Organisation | None = None, **kwargs: Any
    ):
        """`own`: whoever records is this lawyer and nobody else. `point` is offered whatever kind it is of."""
        super().__init__(*args, label_suffix="", auto_id="aid-%s", **kwargs)
        self.own = own
        lawyers = Lawyer.objects.filter(in_office()).filter(on_the_list()).order_by("name", "pk")
        self.fields["lawyer"].queryset = lawyers
        if own is not None:
            del self.fields["lawyer"]
        points = Organisation.objects.filter(active=True, kind__in=_POINTS)
        if point is not None:
            points |= Organisation.objects.filter(pk=point.pk)
        self.fields["organisation"].queryset = points.order_by("name")
        self._in_words()

    def _in_words(self) -> None:
        for name in ("matter", "channel", "answer"):
            field = self.fields[name]
            field.error_messages["required"] = gettext("请选择“%(label)s”。") % {"label": field.label}
        minutes = self.fields["minutes"]
        span = gettext("用时请填1至%(most)d分钟。") % {"most": LONGEST}
        minutes.error_messages |= dict.fromkeys(("required", "invalid", "min_value", "max_value"), span)

    def clean_matter(self) -> str:
        said = self.cleaned_data["matter"]
        if said not in taxonomy().matters:
            raise ValidationError(self.fields["matter"].error_messages["required"])
        return said

    def clean_phone(self) -> str:
        said = self.cleaned_data["phone"].strip()
        return normalise(said) if said else ""

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("answer") == Consultation.Answer.CALL_BACK and "phone" in said:
            if not said.get("call_back_on"):
                self.add_error("call_back_on", ValidationError(_("约定回复的，请填回复日期。")))
            elif said["call_back_on"] < timezone.localdate():
                self.add_error("call_back_on", ValidationError(_("约定回复的日期不能早于今天。")))
            if not said["phone"]:
                self.add_error("phone", ValidationError(_("约定回复的，请留下手机。")))
        return said

    @property
    def asked(self) -> Asked:
        said = self.cleaned_data
        promised = said["answer"] == Consultation.Answer.CALL_BACK
        return Asked(
            channel=said["channel"],
            lawyer=self.own or said.get("lawyer"),
            organisation=said["organisation"],
            minutes=said["minutes"],
            matter=said["matter"],
            crowd=said["crowd"],
            name=said["name"].strip(),
            phone=said["phone"],
            summary=said["summary"].strip(),
            answer=said["answer"],
            call_back_on=said["call_back_on"] if promised else None,
        )
