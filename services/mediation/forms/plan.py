"""What is typed to plan a room that stands alone: when, who leads it, who is invited."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.directory.models import Organisation
from services.mediation.actions.open_room import Plan
from services.mediation.forms.fields import MomentForm
from services.mediation.forms.people import mediators, staff
from services.mediation.forms.rows import Growing
from services.mediation.models import Seat
from services.mediation.models.office import DIALLED
from services.mediation.persons import Person
from services.mediation.queries import account_of

Role = Seat.Role
_TWO = 2


class PlanForm(MomentForm):
    title = forms.CharField(
        label=gettext_lazy("名称"),
        max_length=120,
        help_text=gettext_lazy("当事人会看到。写是什么事，不写隐私，例如“邻里噪声调解”。"),
    )
    organisation = forms.ModelChoiceField(
        None, label=gettext_lazy("调解组织"), required=False, empty_label=gettext_lazy("不写")
    )
    mediator = forms.ModelChoiceField(None, label=gettext_lazy("调解员"), empty_label=gettext_lazy("请选择"))
    co_mediators = forms.ModelMultipleChoiceField(
        None, label=gettext_lazy("协同调解员"), required=False, widget=forms.CheckboxSelectMultiple
    )
    recorder = forms.ModelChoiceField(
        None,
        label=gettext_lazy("记录员"),
        required=False,
        empty_label=gettext_lazy("没有"),
        help_text=gettext_lazy("记录员写笔录、录像。没有记录员，调解员自己也能做。"),
    )
    dial_in = forms.CharField(
        label=gettext_lazy("电话参加的号码"),
        max_length=60,
        required=False,
        validators=[DIALLED],
        help_text=gettext_lazy("没有智能手机的当事人，打这个号码用声音参加。没有就不填。"),
    )
    field_order = ["title", "day", "time", "organisation", "mediator", "co_mediators", "recorder", "dial_in"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(active=True).order_by("name", "pk")
        self.fields["mediator"].queryset = self.fields["co_mediators"].queryset = mediators()
        self.fields["recorder"].queryset = staff()
        if self.fields["co_mediators"].queryset.count() < _TWO:
            self.fields["co_mediators"].widget = forms.MultipleHiddenInput()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        lead, beside, recorder = (
            cleaned.get("mediator"),
            cleaned.get("co_mediators") or (),
            cleaned.get("recorder"),
        )
        if lead and lead in beside:
            self.add_error("co_mediators", _("%(name)s已经是调解员。") % {"name": lead})
        if recorder and recorder in (lead, *beside):
            self.add_error("recorder", _("%(name)s已经是调解员，本来就能记录。") % {"name": recorder})
        return cleaned

    def leading(self) -> Iterator[Person]:
        said = self.cleaned_data
        yield Person(Role.MEDIATOR, str(said["mediator"]), user=said["mediator"])
        for one in said["co_mediators"]:
            yield Person(Role.CO_MEDIATOR, str(one), user=one)
        if said["recorder"]:
            yield Person(Role.RECORDER, str(said["recorder"]), user=said["recorder"])


def plan_of(form: PlanForm, rows: Mapping[str, Growing]) -> Plan:
    said = form.cleaned_data
    invited = [one for formset in rows.values() for one in formset.people()]
    return Plan(
        said["title"],
        form.starts_at,
        list(known([*form.leading(), *invited])),
        organisation=said["organisation"],
        dial_in=said["dial_in"],
    )


def known(people: Iterable[Person]) -> Iterator[Person]:
    """Whoever proved to hold the phone that was given comes in by signing in, too; one seat an account."""
    taken: set[int] = set()
    for one in people:
        user = one.user or account_of(one.phone)
        if user is not None and user.pk not in taken:
            taken.add(user.pk)
            yield replace(one, user=user)
        else:
            yield one
