"""One more seat for a room that is planned or running."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.mediation.forms.fields import name_field, phone_field, phone_of, worded
from services.mediation.forms.people import mediators, staff
from services.mediation.forms.rows import SIDES
from services.mediation.models import Room, Seat
from services.mediation.persons import Person
from services.mediation.queries import account_of
from services.mediation.staff import LEADING

Role = Seat.Role
_OF_THE_OFFICE = (*LEADING, Role.RECORDER)


class SeatForm(forms.Form):
    role = forms.ChoiceField(
        label=gettext_lazy("身份"), choices=[("", gettext_lazy("请选择")), *Role.choices]
    )
    account = forms.ModelChoiceField(
        None,
        label=gettext_lazy("工作人员账号"),
        required=False,
        empty_label=gettext_lazy("没有账号"),
        help_text=gettext_lazy("调解员、记录员选账号，本人登录进入。"),
    )
    name = name_field(required=False)
    phone = phone_field()
    side = forms.ChoiceField(label=gettext_lazy("哪一方"), choices=SIDES, required=False)
    acts_for = forms.ModelChoiceField(
        None, label=gettext_lazy("替谁代理"), required=False, empty_label=gettext_lazy("请选择")
    )
    authorised = forms.BooleanField(
        label=gettext_lazy("有特别授权"),
        required=False,
        help_text=gettext_lazy("打勾，代理人才能替当事人同意条款和签名。"),
    )

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", auto_id="seat-%s", **kwargs)
        worded(self)
        self.room = room
        self.fields["account"].queryset = staff()
        self.fields["acts_for"].queryset = Seat.objects.filter(room=room, role=Role.PARTY)

    def clean_phone(self) -> str:
        return phone_of(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        role, account = cleaned.get("role"), cleaned.get("account")
        if account and role not in _OF_THE_OFFICE:
            self.add_error("account", _("只有调解员和记录员选账号。"))
        if role in LEADING and account and not mediators().filter(pk=account.pk).exists():
            self.add_error("account", _("%(name)s没有调解员的角色。") % {"name": account})
        if role == Role.MEDIATOR and not account:
            self.add_error("account", _("调解员要有账号；外来的请选“协同调解员”。"))
        elif not account and not cleaned.get("name"):
            self.add_error("name", _("请填写姓名。"))
        if role == Role.PARTY and not cleaned.get("side"):
            self.add_error("side", _("请选择哪一方。"))
        if role == Role.AGENT and not cleaned.get("acts_for"):
            self.add_error("acts_for", _("请选择替谁代理。"))
        return cleaned

    def person(self) -> Person:
        """An agent stands on the side of whom they act for; only parties and insurers stand on one otherwise."""
        said, role = self.cleaned_data, self.cleaned_data["role"]
        side = said["side"] if role in (Role.PARTY, Role.INSURER) else ""
        if role == Role.AGENT:
            side = said["acts_for"].side
        account, phone = said["account"], said["phone"]
        taken = Seat.objects.filter(room=self.room)
        if account is None:
            account = account_of(phone)
            account = None if account and taken.filter(user=account).exists() else account
        return Person(
            role,
            said["name"] or str(account),
            side=side,
            phone=phone,
            user=account,
            authorised=role == Role.AGENT and said["authorised"],
        )

    @property
    def acting_for(self) -> Seat | None:
        return self.cleaned_data["acts_for"] if self.cleaned_data["role"] == Role.AGENT else None
