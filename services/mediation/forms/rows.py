"""Who is invited, row by row. There is always room for one more, and what was typed stays."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.mediation.forms.fields import name_field, phone_field, phone_of, worded
from services.mediation.models import Seat
from services.mediation.persons import Person

Role, Side = Seat.Role, Seat.Side

SIDES = [("", gettext_lazy("请选择")), (Side.A.value, Side.A.label), (Side.B.value, Side.B.label)]
CALLED_IN = [(one.value, one.label) for one in (Role.EXPERT, Role.INSURER, Role.OBSERVER)]
MOST_ROWS = 20


class _RowForm(forms.Form):
    """A row that says nothing is no row."""

    telling: tuple[str, ...] = ("name", "phone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        worded(self)

    def has_changed(self) -> bool:
        return any(str(self[name].data or "").strip() for name in self.telling)

    def clean_phone(self) -> str:
        return phone_of(self.cleaned_data["phone"])


class PartyForm(_RowForm):
    telling = ("name", "phone", "agent_name", "agent_phone")
    side = forms.ChoiceField(label=gettext_lazy("哪一方"), choices=SIDES)
    name = name_field()
    phone = phone_field()
    agent_name = name_field(gettext_lazy("代理人姓名"), required=False)
    agent_phone = phone_field(gettext_lazy("代理人手机号码"))
    authorised = forms.BooleanField(
        label=gettext_lazy("有特别授权"),
        required=False,
        help_text=gettext_lazy("打勾，代理人才能替当事人同意条款和签名。"),
    )

    def clean_agent_phone(self) -> str:
        return phone_of(self.cleaned_data["agent_phone"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("agent_phone") and not cleaned.get("agent_name"):
            self.add_error("agent_name", _("请填写代理人的姓名。"))
        return cleaned

    def people(self, number: int) -> Iterator[Person]:
        said, ref = self.cleaned_data, f"party-{number}"
        yield Person(Role.PARTY, said["name"], side=said["side"], phone=said["phone"], ref=ref)
        if said["agent_name"]:
            yield Person(
                Role.AGENT, said["agent_name"], side=said["side"], phone=said["agent_phone"],
                ref=f"agent-{number}", acts_for=ref, authorised=said["authorised"],
            )  # fmt: skip


class OtherForm(_RowForm):
    role = forms.ChoiceField(label=gettext_lazy("身份"), choices=CALLED_IN)
    side = forms.ChoiceField(
        label=gettext_lazy("和哪一方一起"),
        choices=[("", gettext_lazy("不属于任何一方")), *SIDES[1:]],
        required=False,
    )
    name = name_field()
    phone = phone_field()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("side") and cleaned.get("role") != Role.INSURER:
            self.add_error("side", _("只有保险公司可以和一方一起。"))
        return cleaned

    def people(self, number: int) -> Iterator[Person]:
        said = self.cleaned_data
        yield Person(
            said["role"], said["name"], side=said["side"], phone=said["phone"], ref=f"other-{number}"
        )


class Growing(forms.BaseFormSet):
    """Rows that come back as they were typed, with one more. All of them may be left blank."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.extra = len(self.initial or ())

    def initial_form_count(self) -> int:
        return 0

    def people(self) -> Iterator[Person]:
        for number, form in enumerate(self.forms, start=1):
            if form.has_changed():
                yield from form.people(number)


def _grows(form: type[forms.Form]) -> type[Growing]:
    return forms.formset_factory(
        form, Growing, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
    )


PartyRows, OtherRows = _grows(PartyForm), _grows(OtherForm)


def typed(form: type[forms.Form], data: MultiValueDict, prefix: str = "") -> dict[str, Any]:
    """What stands in the fields, as typed: asking for one more row judges nothing."""
    start = f"{prefix}-" if prefix else ""
    several = (forms.ModelMultipleChoiceField, forms.MultipleChoiceField)
    return {
        name: data.getlist(start + name) if isinstance(field, several) else data.get(start + name, "")
        for name, field in form.base_fields.items()
    }


def rows_typed(form: type[forms.Form], data: MultiValueDict, prefix: str) -> list[dict[str, Any]]:
    written = data.get(f"{prefix}-TOTAL_FORMS", "")
    count = min(int(written), MOST_ROWS) if written.isascii() and written.isdigit() else 0
    return [typed(form, data, f"{prefix}-{number}") for number in range(count)]
