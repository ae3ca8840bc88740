"""What the counter types for somebody who stands there or calls."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.booking.actions.confirm import Who
from services.booking.models import Appointment, BookableService, Channel, Resource
from services.booking.queries import offered
from tenants.phones import normalise

Source = Appointment.Source


class WhoForm(forms.Form):
    """`phone` may be left blank: not everybody has one."""

    name = forms.CharField(
        label=gettext_lazy("姓名"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    phone = forms.CharField(
        label=gettext_lazy("手机号码（没有可以不填）"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    subject = forms.CharField(label=gettext_lazy("想问什么（可以不填）"), max_length=200, required=False)
    careful = forms.BooleanField(label=gettext_lazy("短信里不提事由"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)

    def clean_phone(self) -> str:
        written = self.cleaned_data["phone"].strip()
        return normalise(written) if written else ""

    def who(self, source: str) -> Who:
        said = self.cleaned_data
        return Who(
            said["name"], said["phone"], subject=said["subject"], careful=said["careful"], source=source
        )


class CallForm(WhoForm):
    source = forms.ChoiceField(
        label=gettext_lazy("怎样来约的"),
        choices=[(Source.PHONE.value, Source.PHONE.label), (Source.COUNTER.value, Source.COUNTER.label)],
        initial=Source.COUNTER,
        widget=forms.RadioSelect,
    )
    field_order = ["source", "name", "phone", "subject", "careful"]


class WalkInForm(WhoForm):
    service = forms.ModelChoiceField(None, label=gettext_lazy("办什么"), empty_label=gettext_lazy("请选择"))
    person = forms.ModelChoiceField(
        None, label=gettext_lazy("找谁"), required=False, empty_label=gettext_lazy("谁都可以")
    )
    priority = forms.BooleanField(label=gettext_lazy("老、弱、病、残，优先接待"), required=False)
    field_order = ["service", "person", "name", "phone", "subject", "priority", "careful"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Resource.objects.filter(active=True).exclude(kind=Resource.Kind.ROOM)
        self.fields["service"].queryset = offered()
        self.fields["person"].queryset = people.filter(services__active=True).distinct().order_by("name")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        service, person = cleaned.get("service"), cleaned.get("person")
        if service and person and not service.resources.filter(pk=person.pk).exists():
            self.add_error(
                "person",
                _("%(person)s不接待“%(service)s”。") % {"person": person, "service": service},
            )
        if service and Channel.IN_PERSON not in service.channels:
            self.add_error("service", _("这个事项不当面接待，请替他预约。"))
        return cleaned


def services_by_key() -> dict[str, BookableService]:
    return {str(one.pk): one for one in offered()}
