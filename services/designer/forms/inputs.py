"""A field of the procedure: what is asked, in which form, with which bounds."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.declarations.table import MalformedDeclaration
from services.designer import words
from services.designer.forms.base import Grouped, PartForm
from services.designer.forms.fields import Figure, Line, Pairs, figure
from services.forms import load
from services.forms.checks import ALLOWED


class FieldForm(Grouped, PartForm):
    """Settings that the chosen type does not know are left out, so that a change of type is no fault."""

    section = "fields"
    layout = (
        ("", ("label", "type", "help", "sensitive"), False),
        (gettext_lazy("单选、多选的选项"), ("options",), False),
        (gettext_lazy("表格的列"), ("columns",), True),
        (gettext_lazy("长短和大小"), ("least", "most", "shortest", "longest", "decimals", "multiple"), True),
        (gettext_lazy("其他"), ("kind", "with_date", "largest_mb", "message"), True),
    )

    label = Line(label=gettext_lazy("名称"))
    type = forms.ChoiceField(label=gettext_lazy("类型"), choices=list(words.FIELD_TYPES.items()))
    help = Line(label=gettext_lazy("填写说明"), required=False, max_length=200)
    sensitive = forms.BooleanField(label=gettext_lazy("个人信息，加密保存、遮盖显示"), required=False)
    options = Pairs(
        label=gettext_lazy("选项"), help_text=gettext_lazy("每行一个。要保留代码的写成“代码 = 文字”。")
    )
    columns = Pairs(
        label=gettext_lazy("列"),
        help_text=gettext_lazy("每行一列，写成“列名 = 类型”，例如“姓名 = 单行文字”。"),
    )
    least = Line(
        label=gettext_lazy("至少"), required=False, help_text=gettext_lazy("日期写作2026-01-31或者today。")
    )
    most = Line(label=gettext_lazy("至多"), required=False)
    shortest = Figure(label=gettext_lazy("最少几个字"), max_value=10_000)
    longest = Figure(label=gettext_lazy("最多几个字"), max_value=10_000)
    decimals = Figure(label=gettext_lazy("几位小数"), max_value=6)
    multiple = forms.BooleanField(label=gettext_lazy("可以填几个"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("号码的种类"),
        required=False,
        choices=[
            ("", "—"),
            ("person", gettext_lazy("身份证号码")),
            ("organisation", gettext_lazy("统一社会信用代码")),
            ("any", gettext_lazy("任何电话")),
            ("mobile", gettext_lazy("手机")),
        ],
    )
    with_date = forms.BooleanField(label=gettext_lazy("连同日期"), required=False)
    largest_mb = Figure(label=gettext_lazy("每个文件最大多少MB"), max_value=200)
    message = Line(label=gettext_lazy("填错时的说明"), required=False, max_length=200)

    def shown(self) -> dict[str, Any]:
        columns = self.kept.get("columns")
        held = columns if isinstance(columns, Mapping) else {}
        told = {str(_label(row)): str(words.FIELD_TYPES.get(_kind(row), _kind(row))) for row in held.values()}
        return {**super().shown(), "columns": told}

    def clean_columns(self) -> dict[str, Any]:
        typed = self.cleaned_data["columns"]
        wrong = [kind for kind in typed.values() if kind not in _names() and kind not in words.FIELD_TYPES]
        if wrong and typed != {key: key for key in typed}:
            raise forms.ValidationError(_("不认识的类型：%(kind)s"), params={"kind": wrong[0]})
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in ("least", "most"):
            cleaned[name] = figure(cleaned.get(name))
        if self.errors:
            return cleaned
        self.cleaned_data = cleaned
        try:
            load.assemble("field", "field", {self.code or "field": _alone(self.entry())})
        except MalformedDeclaration as error:
            raise forms.ValidationError([problem.sentence.said(_) for problem in error.problems]) from error
        return cleaned

    def entry(self) -> dict[str, Any]:
        row = super().entry()
        if row.get("columns"):
            row["columns"] = self._columns()
        allowed = ALLOWED.get(str(row.get("type")), set())
        special = set().union(*ALLOWED.values())
        return {name: value for name, value in row.items() if name not in special or name in allowed}

    def _columns(self) -> dict[str, Any]:
        """A column that keeps its name keeps its code and everything else that was declared of it."""
        columns = self.kept.get("columns")
        held = (
            {_label(row): (code, row) for code, row in columns.items()}
            if isinstance(columns, Mapping)
            else {}
        )
        made: dict[str, Any] = {}
        for place, (label, said) in enumerate(self.cleaned_data["columns"].items(), 1):
            code, row = held.get(label, (f"column_{place}", {}))
            while code in made:
                code = f"{code}_"
            kind = _names().get(said, said if said in words.FIELD_TYPES else "text")
            made[code] = {**(row if isinstance(row, Mapping) else {}), "label": label, "type": kind}
        return made


def _alone(row: dict[str, Any]) -> dict[str, Any]:
    """Without the condition, which looks at other fields."""
    return {name: value for name, value in row.items() if name != "shown_if"}


def _names() -> dict[str, str]:
    return {str(name): code for code, name in words.FIELD_TYPES.items()}


def _label(row: Any) -> str:
    return str(row.get("label", "")) if isinstance(row, Mapping) else str(row)


def _kind(row: Any) -> str:
    return str(row.get("type", "")) if isinstance(row, Mapping) else ""
