"""What is asked in the back office of duty rosters."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.booking.models import Resource, Roster, RosterMember, RosterTime, Shift
from tenants.forms import OwnedForm
from tenants.scope import current_tenant


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _hour() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class RosterForm(OwnedForm):
    class Meta:
        model = Roster
        fields = (
            "name", "organisation", "handed_to", "handed_phone", "days_ahead", "basis", "pool_only", "public", "active",
        )  # fmt: skip
        widgets = {"handed_phone": forms.TextInput, "name": forms.TextInput, "basis": forms.TextInput}
        help_texts = {
            "handed_to": gettext_lazy("如“县人民法院立案庭”。"),
            "handed_phone": gettext_lazy("名单和更正发短信到这个手机，加密保存。"),
            "basis": gettext_lazy("文件名称、文号和条款，名单逾期时会写明。"),
            "pool_only": gettext_lazy("执业满3年、在律师人才库的律师才排班。"),
            "public": gettext_lazy("不打勾的，群众在网上查不到。"),
        }


class _TimeForm(forms.ModelForm):
    class Meta:
        model = RosterTime
        fields = ("day", "opens", "closes", "headcount")
        widgets = {"opens": _hour(), "closes": _hour()}


class _MemberForm(forms.ModelForm):
    class Meta:
        model = RosterMember
        fields = ("resource", "since", "until")
        widgets = {"since": _day(), "until": _day()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Resource.objects.exclude(kind=Resource.Kind.ROOM).filter(active=True)
        self.fields["resource"].queryset = people.select_related("organisation")


class _Rows(BaseInlineFormSet):
    """Rows of a roster get its county with it."""

    def save_new(self, form: Any, commit: bool = True) -> Any:
        form.instance.tenant = current_tenant()
        return super().save_new(form, commit=commit)


TimeRows = inlineformset_factory(Roster, RosterTime, form=_TimeForm, formset=_Rows, extra=2)
MemberRows = inlineformset_factory(Roster, RosterMember, form=_MemberForm, formset=_Rows, extra=3)


class PeriodForm(forms.Form):
    first = forms.DateField(label=gettext_lazy("从"), widget=_day())
    last = forms.DateField(label=gettext_lazy("到"), widget=_day())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            raise forms.ValidationError(_("结束日期不能早于开始日期。"))
        return cleaned


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("为什么不能值班"), max_length=200, widget=forms.TextInput, error_messages={
            "required": gettext_lazy("请写明原因，好安排别人。"),
        },
    )  # fmt: skip


class PersonForm(forms.Form):
    """Blank: by the rule."""

    person = forms.ModelChoiceField(
        Resource._base_manager.none(),
        label=gettext_lazy("改由谁值班"),
        required=False,
        empty_label=gettext_lazy("按排班规则（值班最少的先排）"),
    )

    def __init__(self, shift: Shift, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Resource.objects.filter(rosters__roster=shift.roster).exclude(pk=shift.resource_id)
        self.fields["person"].queryset = people.select_related(
            "organisation", "lawyer__firm", "mediator", "user"
        )


class AttendanceForm(forms.Form):
    """Times of the day on which the shift began."""

    came = forms.TimeField(label=gettext_lazy("到岗"), widget=_hour())
    left = forms.TimeField(label=gettext_lazy("离岗"), widget=_hour())

    def moments(self, day: date) -> tuple[datetime, datetime]:
        zone = timezone.get_current_timezone()
        came, left = (datetime.combine(day, self.cleaned_data[name], zone) for name in ("came", "left"))
        return came, left
