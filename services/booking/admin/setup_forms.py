"""The forms of what can be booked and with whom."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.booking.models import HoursException, Resource
from services.booking.rules import at_the_desk
from services.procedures.library import shipped
from tenants.forms import OwnedForm
from tenants.queries import people_of
from tenants.scope import current_tenant

Kind = Resource.Kind


def procedures() -> list[tuple[str, Any]]:
    return [
        ("", gettext_lazy("不登记")),
        *((code, procedure.name) for code, procedure in shipped().items()),
    ]


class ServiceForm(OwnedForm):
    procedure = forms.ChoiceField(
        label=gettext_lazy("预约成功后自动登记的事项"), choices=procedures, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = Resource.objects.select_related("organisation").order_by("organisation__name", "name")
        taken = [row.pk for name in ("resources", "rooms") for row in self.initial.get(name) or ()]
        shown = everything.filter(active=True) | everything.filter(pk__in=taken)
        self.fields["resources"].queryset = shown.exclude(kind=Kind.ROOM)
        self.fields["rooms"].queryset = shown.filter(kind=Kind.ROOM)
        for name in ("resources", "rooms"):
            self.fields[name].label_from_instance = placed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        pause, every, minutes = (cleaned.get(name) for name in ("pause", "every", "minutes"))
        if None not in (pause, every, minutes) and cleaned.get("capacity", 1) > 1 and every < minutes + pause:
            self.add_error("every", _("一次接待多组的，开始的间隔不能短于每次的时间，否则一场没完又开一场。"))
        lead, horizon = cleaned.get("lead_minutes"), cleaned.get("horizon_days")
        if lead is not None and horizon is not None and lead >= horizon * 24 * 60:
            self.add_error("lead_minutes", _("最少提前的时间比最多提前的还长，什么时间都约不到。"))
        return cleaned


def placed(resource: Resource) -> str:
    return f"{resource.name}（{resource.organisation.name}）"


class ResourceForm(OwnedForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people_of(current_tenant())

    def clean(self) -> dict[str, Any]:
        """A room is no person, and a person no room."""
        cleaned = super().clean()
        kind = cleaned.get("kind")
        of_people = [name for name in ("user", "mediator", "lawyer") if cleaned.get(name)]
        if kind == Kind.ROOM:
            for name in of_people:
                self.add_error(name, _("房间不填这一项。"))
        elif cleaned.get("room"):
            self.add_error("room", _("只有类别是房间的才填。"))
        if cleaned.get("mediator") and cleaned.get("lawyer"):
            self.add_error("lawyer", _("调解员和律师只选一个。"))
        return cleaned


class MomentInput(forms.DateTimeInput):
    """The browser's own picker: Wagtail's reads a date written in Chinese wrongly and says nothing."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class ExceptionForm(OwnedForm):
    """The desk arranges for everybody, others for themselves: Wagtail hands the person in as `for_user`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        resources = Resource.objects.select_related("organisation")
        if self.for_user is not None and not at_the_desk(self.for_user):
            resources = resources.filter(user=self.for_user)
            del self.fields["organisation"]
            self.fields["resource"].required = True
        self.fields["resource"].queryset = resources.order_by("kind", "organisation__name", "name")
        self.fields["resource"].label_from_instance = placed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("kind") == HoursException.Kind.LEAVE and cleaned.get("organisation"):
            self.add_error("kind", _("机构不请假，请选“暂停”。"))
        return cleaned
