"""What steps and clocks name: conditions, papers, roles, reminders, documents of the law, results."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.cases.guards import CHECKS
from services.declarations.conditions import OPERATORS
from services.designer import parts
from services.designer.forms.base import PartForm
from services.designer.forms.fields import LONGEST_NAME, Bases, Figure, Line, Note, One, figure

_OPERATORS: Mapping[str, object] = {
    "is": gettext_lazy("等于"),
    "is_not": gettext_lazy("不等于"),
    "at_least": gettext_lazy("不小于"),
    "at_most": gettext_lazy("不大于"),
    "before": gettext_lazy("早于"),
    "after": gettext_lazy("晚于"),
    "contains": gettext_lazy("包含"),
    "in": gettext_lazy("是其中之一（用顿号分开）"),
    "filled": gettext_lazy("已填写（值写“是”或“否”）"),
}


class NameForm(PartForm):
    """Roles, results, events, effects: a code and what people call it."""

    name = Line(label=gettext_lazy("名称"))


class RoleForm(NameForm):
    section = "roles"


class OutcomeForm(NameForm):
    section = "outcomes"


class DocumentForm(NameForm):
    section = "documents"

    uploaded = forms.BooleanField(
        label=gettext_lazy("由人提交的材料"),
        required=False,
        help_text=gettext_lazy("不勾选的，由系统在办这一步时制作。"),
    )


class GuardForm(NameForm):
    """A judgement of the acting person, something the program works out, or a comparison of one field."""

    section = "guards"
    names = {"field": "fields"}
    HOW = (
        ("judged", gettext_lazy("由办理人确认")),
        ("computed", gettext_lazy("由系统判断")),
        ("compared", gettext_lazy("比较填写的内容")),
    )

    refusal = Line(
        label=gettext_lazy("不符合时的说明"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("写给群众看的一句话。"),
    )
    how = forms.ChoiceField(label=gettext_lazy("怎样判断"), choices=HOW, widget=forms.RadioSelect)
    field = One(label=gettext_lazy("比较的字段"))
    operator = One(label=gettext_lazy("怎样比较"), choices=list(_OPERATORS.items()))
    value = Line(label=gettext_lazy("比较的值"), required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("field", "operator", "value") if self.knotted else ():
            del self.fields[name]

    def shown(self) -> dict[str, Any]:
        when = self.kept.get("when")
        if not isinstance(when, Mapping):
            return {**super().shown(), "how": "computed" if self.kept.get("computed") else "judged"}
        operator = next((one for one in OPERATORS if one in when), "")
        told = {"field": when.get("field", ""), "operator": operator, "value": _said(when.get(operator))}
        return {**super().shown(), "how": "compared", **told}

    @property
    def knotted(self) -> bool:
        """The comparison is made of several; it stays as it is."""
        when = self.kept.get("when")
        return isinstance(when, Mapping) and ("all" in when or "any" in when)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        how = cleaned.get("how")
        if how == "computed" and self.code not in CHECKS:
            self.add_error("how", _("系统不会判断这个条件，请选由办理人确认。"))
        if how == "compared" and not self.knotted:
            missing = [name for name in ("field", "operator", "value") if not cleaned.get(name)]
            for name in missing:
                self.add_error(name, _("请填写。"))
        return cleaned

    def entry(self) -> dict[str, Any]:
        row = {
            key: value
            for key, value in super().entry().items()
            if key not in ("how", "field", "operator", "value")
        }
        how = self.cleaned_data["how"]
        row.pop("computed", None)
        if how == "computed":
            row["computed"] = True
        if how != "compared":
            row.pop("when", None)
        elif not self.knotted:
            operator = self.cleaned_data["operator"]
            row["when"] = {
                "field": self.cleaned_data["field"],
                operator: self._compared(operator),
            }
        return row

    def _compared(self, operator: str) -> Any:
        """What was declared stays of its kind as long as it reads the same: a figure, a text, a list of figures."""
        said, when = self.cleaned_data["value"], self.kept.get("when")
        held = when.get(operator) if isinstance(when, Mapping) else None
        return held if held is not None and _said(held) == said else _value(operator, said)


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return (
        "、".join(map(str, value))
        if isinstance(value, list | tuple)
        else str(value if value is not None else "")
    )


def _value(operator: str, said: str) -> Any:
    if operator == "filled":
        return said not in (_("否"), "no", "false")
    if operator == "in":
        return [one.strip() for one in said.split("、") if one.strip()]
    return figure(said) if operator in ("at_least", "at_most") else said


class ReminderForm(NameForm):
    section = "reminders"

    on_start = forms.BooleanField(label=gettext_lazy("起算时提醒"), required=False)
    days_before = Line(
        label=gettext_lazy("提前几天提醒"),
        required=False,
        help_text=gettext_lazy("可以写几个，例如 7、3、1。"),
    )
    on_due = forms.BooleanField(label=gettext_lazy("最后一天提醒"), required=False)
    repeat_days = Figure(label=gettext_lazy("逾期后每隔几天再提醒"), max_value=365)
    escalate_after_days = Figure(label=gettext_lazy("逾期后每过几天向上一级报告"), max_value=365)

    def shown(self) -> dict[str, Any]:
        days = self.kept.get("days_before")
        told = "、".join(map(str, days)) if isinstance(days, list | tuple) else ""
        return {**super().shown(), "days_before": told}

    def clean_days_before(self) -> list[int]:
        figures = [
            one
            for one in self.cleaned_data["days_before"].replace("，", "、").replace(",", "、").split("、")
            if one
        ]
        if not all(one.strip().isdigit() and int(one) <= 365 for one in figures):
            raise forms.ValidationError(_("请写天数，用顿号分开。"))
        return [int(one) for one in figures]


class SourceForm(NameForm):
    """Its code is the document number (or the title) by which a basis cites it."""

    section = "sources"

    number = Line(
        label=gettext_lazy("文号"), help_text=gettext_lazy("没有文号的写书名号里的标题，例如《……办法》。")
    )
    name = Line(label=gettext_lazy("标题"), max_length=200)
    issuer = Line(label=gettext_lazy("发文机关"), required=False, max_length=200)
    issued_on = forms.RegexField(
        label=gettext_lazy("发文日期"), regex=r"^\d{4}-\d{2}-\d{2}$", required=False, help_text="2023-05-31"
    )
    field_order = ("number", "name", "issuer", "issued_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.code:
            del self.fields["number"]

    def clean_number(self) -> str:
        number = str(self.cleaned_data["number"])
        if " " in number or "/" in number:
            raise forms.ValidationError(_("文号里不能有空格和斜线。"))
        if number in parts.entries(self.declaration, self.section):
            raise forms.ValidationError(_("这个文号已经有了。"))
        return number

    def entry(self) -> dict[str, Any]:
        return {name: value for name, value in super().entry().items() if name != "number"}

    def new_code(self) -> str:
        return str(self.cleaned_data["number"])


class RuleForm(PartForm):
    section = "rules"

    text = Note(label=gettext_lazy("内容"), required=True)
    origin = forms.ChoiceField(
        label=gettext_lazy("来源"),
        choices=[
            ("policy", gettext_lazy("政策文件规定")),
            ("law", gettext_lazy("法律法规规定")),
            ("default", gettext_lazy("本县自定")),
        ],
    )

    basis = Bases(label=gettext_lazy("依据"))

    def shown(self) -> dict[str, Any]:
        return {"origin": "policy", **super().shown()}

    def new_code(self) -> str:
        return parts.fresh_code(self.declaration, self.section, self.cleaned_data["text"][:LONGEST_NAME])
