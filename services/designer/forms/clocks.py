"""Clocks with the figure they count, and figures by themselves. A figure has its clause, or says why it is our own."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.designer import parts, words
from services.designer.forms.base import Grouped, PartForm
from services.designer.forms.fields import Bases, Figure, Line, Many, Note, One

_BASIS_HELP = gettext_lazy("每行一条：文号，空一格，条款。例如：卫司发〔2017〕78号 六·受理")
EXTENSIONS = 2
_OF_NUMBER = ("amount", "unit", "origin", "basis", "reason")


def grounded(form: forms.Form, cleaned: dict[str, Any], note: str = "note") -> None:
    """No figure without its basis, unless it is our own and says why."""
    origin = cleaned.get("origin")
    if origin == "default" and not cleaned.get(note):
        form.add_error(note, _("本县自定的数值要写明理由。"))
    if origin != "default" and not cleaned.get("basis") and "basis" not in form.errors:
        form.add_error("basis", _("请写明文号和条款；没有依据的，来源选“本县自定”并写明理由。"))


class ClockForm(Grouped, PartForm):
    """The clock and its number in one; the number may serve other clocks as well, which the page says."""

    section = "clocks"
    names = {
        "from_": "states",
        "until": "states",
        "paused_in": "states",
        "started_by": "transitions",
        "restarted_by": "transitions",
        "governs": "transitions",
        "counted_from": "fields",
        "due_field": "fields",
        "if_": "guards",
        "reminder": "reminders",
        "escalate_to": "roles",
    }
    layout = (
        ("", ("name", "kind"), False),
        (gettext_lazy("多长，依据什么"), ("amount", "unit", "origin", "basis", "reason"), False),
        (gettext_lazy("从什么时候算，到什么时候停"), ("from_", "until", "paused_in"), False),
        (gettext_lazy("提醒和上报"), ("reminder", "escalate_to"), False),
        (
            gettext_lazy("延长"),
            tuple(f"{kind}_{place}" for place in range(EXTENSIONS + 1) for kind in ("extended", "by")),
            False,
        ),
        (
            gettext_lazy("其他"),
            (
                "started_by",
                "restarted_by",
                "governs",
                "counted_from",
                "due_field",
                "if_",
                "on_holiday",
                "note",
            ),
            True,
        ),
    )

    name = Line(label=gettext_lazy("名称"))
    kind = forms.ChoiceField(label=gettext_lazy("类别"), choices=list(words.CLOCK_KINDS.items()))
    amount = Figure(label=gettext_lazy("数值"), help_text=gettext_lazy("0日就是当日。"))
    unit = forms.ChoiceField(label=gettext_lazy("单位"), choices=list(words.UNITS.items()))
    origin = forms.ChoiceField(label=gettext_lazy("数值的来源"), choices=list(words.ORIGINS.items()))
    basis = Bases(label=gettext_lazy("数值的依据"), help_text=_BASIS_HELP)
    reason = Note(label=gettext_lazy("数值的理由或者说明"))
    from_ = One(label=gettext_lazy("起算状态"), help_text=gettext_lazy("案件进入这个状态时起算。"))
    until = Many(label=gettext_lazy("停止状态"))
    paused_in = Many(label=gettext_lazy("暂停计算的状态"))
    reminder = One(label=gettext_lazy("提醒方式"), empty=gettext_lazy("不提醒"))
    escalate_to = Many(label=gettext_lazy("逾期依次报给"))
    started_by = Many(label=gettext_lazy("起算步骤"))
    restarted_by = Many(label=gettext_lazy("重新起算的步骤"))
    governs = Many(
        label=gettext_lazy("管辖的步骤"), help_text=gettext_lazy("窗口期和最短时间要写明管哪些步骤。")
    )
    counted_from = One(label=gettext_lazy("从这个日期字段起算"))
    due_field = One(label=gettext_lazy("到期日写在这个字段"))
    if_ = One(label=gettext_lazy("只在符合这个条件时适用"))
    on_holiday = forms.ChoiceField(
        label=gettext_lazy("最后一天是休息日"),
        required=False,
        choices=[("", gettext_lazy("顺延到下一个工作日")), ("stay", gettext_lazy("不顺延"))],
    )
    note = Note(label=gettext_lazy("期限的说明"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in _OF_NUMBER if self.odd else ():
            del self.fields[name]
        steps = [
            (code, parts.name_of("transitions", code, row)) for code, row in self._entries("transitions")
        ]
        numbers = [(code, f"{parts.name_of('numbers', code, row)}") for code, row in self._entries("numbers")]
        for place, (step, number) in enumerate(self._extensions()):
            self.fields[f"extended_{place}"] = One(label=_("由这个步骤延长"), choices=steps, initial=step)
            self.fields[f"by_{place}"] = One(label=_("延长多少"), choices=numbers, initial=number)

    def _entries(self, section: str) -> list[tuple[str, dict[str, Any]]]:
        return list(parts.entries(self.declaration, section).items())

    def _extensions(self) -> list[tuple[str, str]]:
        held = self.kept.get("extended_by")
        pairs = list(held.items()) if isinstance(held, Mapping) else []
        return [*pairs[:EXTENSIONS], ("", "")]

    @property
    def number_code(self) -> str:
        return str(self.kept.get("number") or "")

    def number(self) -> dict[str, Any]:
        return parts.entry(self.declaration, "numbers", self.number_code) or {}

    def shared_with(self) -> list[str]:
        """Other clocks that count the same figure."""
        return [
            parts.name_of("clocks", code, row)
            for code, row in self._entries("clocks")
            if code != self.code and row.get("number") == self.number_code and self.number_code
        ]

    @property
    def odd(self) -> bool:
        """The figure is more than an amount of time: a range, a frequency, a fixed day. It has a form of its own."""
        return any(self.number().get(name) for name in ("least", "most", "on", "per", "text"))

    def shown(self) -> dict[str, Any]:
        number = self.number()
        told = {name: number[name] for name in ("amount", "unit", "origin") if name in number}
        told["basis"] = parts.texts(number.get("basis"))
        return {
            "unit": "working_day",
            "origin": "policy",
            **super().shown(),
            **told,
            "reason": number.get("note", ""),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.odd:
            return cleaned
        grounded(self, cleaned, "reason")
        if cleaned.get("origin") != "open" and cleaned.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", _("请填写数值；文件没有定数的，来源选“文件有要求但没有定数”。"))
        if cleaned.get("origin") == "open" and cleaned.get("amount") is not None:
            self.add_error("origin", _("已经有数值了，来源不能选“没有定数”。"))
        for place in range(EXTENSIONS + 1):
            if bool(cleaned.get(f"extended_{place}")) != bool(cleaned.get(f"by_{place}")):
                self.add_error(f"by_{place}", _("延长要同时选步骤和数值。"))
        return cleaned

    def entry(self) -> dict[str, Any]:
        row = {key: value for key, value in super().entry().items() if key not in _OF_NUMBER}
        pairs = {}
        for place in range(EXTENSIONS + 1):
            step, number = row.pop(f"extended_{place}", ""), row.pop(f"by_{place}", "")
            if step and number:
                pairs[step] = number
        row.pop("extended_by", None)
        return {**row, **({"extended_by": pairs} if pairs else {})}

    def changed(self) -> dict[str, Any]:
        """The figure first, for the clock names it."""
        if self.odd:
            return super().changed()
        cleaned, declaration = self.cleaned_data, self.declaration
        number = self.number_code or parts.fresh_code(declaration, "numbers", f"{cleaned['name']}")
        told = {
            **self.number(),
            "amount": cleaned.get("amount"),
            "unit": cleaned["unit"],
            "origin": cleaned["origin"],
            "basis": cleaned["basis"],
            "note": cleaned["reason"],
        }
        told.setdefault("name", cleaned["name"])
        entry = {key: value for key, value in told.items() if value not in (None, "", [])}
        with_number = parts.put(declaration, "numbers", number, entry)
        return parts.put(
            with_number, "clocks", self.code or self.new_code(), {**self.entry(), "number": number}
        )


class NumberForm(PartForm):
    section = "numbers"

    name = Line(label=gettext_lazy("名称"))
    amount = Figure(label=gettext_lazy("定数"))
    least = Figure(label=gettext_lazy("至少"))
    most = Figure(label=gettext_lazy("至多"))
    unit = forms.ChoiceField(
        label=gettext_lazy("单位"), choices=[*words.UNITS.items(), *words.THINGS.items()]
    )
    per = One(
        label=gettext_lazy("每"),
        choices=[
            *words.PERIODS.items(),
            *((code, name) for code, name in words.THINGS.items() if code != "day"),
        ],
    )
    on = Line(
        label=gettext_lazy("固定日期"),
        required=False,
        max_length=5,
        help_text=gettext_lazy("03-15 是每年3月15日，1 是每月1日。"),
    )
    text = Line(
        label=gettext_lazy("文字"), required=False, help_text=gettext_lazy("不是数字的要求，例如“大专”。")
    )
    origin = forms.ChoiceField(label=gettext_lazy("来源"), choices=list(words.ORIGINS.items()))
    basis = Bases(label=gettext_lazy("依据"), help_text=_BASIS_HELP)
    note = Note(label=gettext_lazy("理由或者说明"))

    def shown(self) -> dict[str, Any]:
        return {"origin": "policy", **super().shown()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        grounded(self, cleaned)
        return cleaned
