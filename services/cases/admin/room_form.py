from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.cases.admin.deed_forms import CaseForm, DayInput
from services.cases.models import Party
from services.cases.notice_kinds import about
from services.mediation.models import Room
from services.mediation.queries import rooms_about


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class RoomForm(CaseForm):
    """A room with whoever is chosen; the mediators of the case sit in it anyway."""

    day = forms.DateField(label=gettext_lazy("日期"), widget=DayInput)
    time = forms.TimeField(label=gettext_lazy("几点开始"), widget=TimeInput)
    parties = forms.MultipleChoiceField(
        label=gettext_lazy("请谁参加"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("请选择请谁参加。")},
    )
    authorised = forms.MultipleChoiceField(
        label=gettext_lazy("哪些代理人有特别授权（可以代为同意、签名）"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def fit(self) -> None:
        people = list(self.case.parties.exclude(role=Party.Role.HELPER))
        self.fields["parties"].choices = [(one.pk, _called(one)) for one in people]
        self.fields["parties"].initial = [one.pk for one in people if _asked(one)]
        agents = [(one.pk, one.name) for one in people if one.acts_for_id]
        self.fields["authorised"].choices = agents
        if not agents:
            del self.fields["authorised"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("day") and said.get("time"):
            zone = timezone.get_current_timezone()
            said["starts_at"] = datetime.combine(said["day"], said["time"], zone)
            if said["starts_at"] < timezone.now():
                raise ValidationError(_("这个时间已经过了。"))
        for name in ("parties", "authorised"):
            said[name] = [int(key) for key in said.get(name, ())]
        return said


class RoomOffForm(CaseForm):
    reason = forms.CharField(label=gettext_lazy("取消的原因（会告诉当事人）"), max_length=200)

    def fit(self) -> None:
        self._rows("room", rooms_about(about(self.case)).filter(state=Room.State.PLANNED))


def _asked(one: Party) -> bool:
    return one.side == Party.Side.APPLICANT or one.invited_at is not None


def _called(one: Party) -> str:
    words = {"name": one.name, "side": one.get_side_display()}
    if _asked(one):
        return _("%(name)s（%(side)s）") % words
    return _("%(name)s（%(side)s，还没有请其参加本案，选中就一并邀请）") % words
