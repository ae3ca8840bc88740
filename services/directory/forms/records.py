from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.directory import premises
from services.directory.forms.places import offer
from tenants.forms import OwnedForm
from tenants.models import Division


class RoomForm(OwnedForm):
    pass


def premises_items() -> list[tuple[str, str]]:
    return [("", "---------"), *((item.code, item.name) for item in premises.items().values())]


class PremisesItemForm(OwnedForm):
    item = forms.ChoiceField(label=gettext_lazy("项目"), choices=premises_items)


class TrainingForm(OwnedForm):
    def clean_held_on(self) -> Any:
        day = self.cleaned_data["held_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("培训还没有举行，请在结束以后登记。"))
        return day

    def clean_hours(self) -> Any:
        hours = self.cleaned_data["hours"]
        if hours <= 0:
            raise forms.ValidationError(_("学时要大于0。"))
        return hours


class AwardForm(OwnedForm):
    pass


class MapTileForm(OwnedForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["division"], levels=[Division.Level.TOWNSHIP])
