"""States and steps."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.designer import words
from services.designer.forms.base import Grouped, PartForm
from services.designer.forms.fields import Bases, Line, Many, Note, One


class StateForm(PartForm):
    section = "states"
    names = {"outcome": "outcomes", "turn": "roles"}

    name = Line(label=gettext_lazy("名称"))
    kind = One(
        label=gettext_lazy("类别"), choices=list(words.STATE_KINDS.items()), empty=gettext_lazy("一般状态")
    )
    outcome = One(label=gettext_lazy("结果"), help_text=gettext_lazy("终结状态要写明结果。"))
    turn = Many(label=gettext_lazy("轮到谁"), help_text=gettext_lazy("不选时，由能办第一个步骤的人办理。"))
    note = Note(label=gettext_lazy("说明"))


class StepForm(Grouped, PartForm):
    section = "transitions"
    names = {
        "from_": "states",
        "to": "states",
        "by": "roles",
        "due": "clocks",
        "requires": "fields",
        "asks": "fields",
        "guards": "guards",
        "guards_any": "guards",
        "documents": "documents",
        "documents_optional": "documents",
        "documents_any": "documents",
        "compositions": "compositions",
    }
    layout = (
        ("", ("name", "from_", "to", "by"), False),
        (gettext_lazy("依据"), ("origin", "basis", "note"), False),
        (gettext_lazy("要填写的内容"), ("requires", "asks"), False),
        (gettext_lazy("条件"), ("guards", "guards_any", "compositions"), False),
        (gettext_lazy("文书和材料"), ("documents", "documents_optional", "documents_any"), False),
        (gettext_lazy("自动办理"), ("due",), True),
    )

    name = Line(label=gettext_lazy("名称"), help_text=gettext_lazy("按钮上的字，例如“受理登记”。"))
    from_ = Many(label=gettext_lazy("从哪些状态出发"))
    to = One(label=gettext_lazy("到达状态"), required=True)
    by = Many(label=gettext_lazy("谁可以办"))
    origin = forms.ChoiceField(
        label=gettext_lazy("来源"),
        choices=[(code, words.ORIGINS[code]) for code in ("policy", "law", "default")],
    )
    basis = Bases(
        label=gettext_lazy("依据"),
        help_text=gettext_lazy("每行一条：文号，空一格，条款。自定的步骤可以不写依据，但要在说明里写理由。"),
    )
    note = Note(label=gettext_lazy("说明"))
    requires = Many(label=gettext_lazy("必填字段"))
    asks = Many(label=gettext_lazy("选填字段"))
    guards = Many(label=gettext_lazy("须全部符合的条件"))
    guards_any = Many(label=gettext_lazy("符合一项即可的条件"))
    compositions = Many(label=gettext_lazy("参加人员的组成"))
    documents = Many(label=gettext_lazy("文书"), help_text=gettext_lazy("办这一步时制作，或者办之前要收到。"))
    documents_optional = Many(label=gettext_lazy("可选文书"))
    documents_any = Many(label=gettext_lazy("任选一项的材料"))
    due = One(label=gettext_lazy("这个期限届满时自动办理"), empty=gettext_lazy("不自动办理"))

    def shown(self) -> dict[str, Any]:
        return {"origin": "policy", **super().shown()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("origin") != "default" and not cleaned.get("basis") and "basis" not in self.errors:
            self.add_error("basis", _("请写明文号和条款；没有依据的，来源选“本县自定”并写明理由。"))
        if cleaned.get("origin") == "default" and not cleaned.get("note"):
            self.add_error("note", _("自定的步骤要写明理由。"))
        both = {
            *cleaned.get("requires", ()),
        } & {*cleaned.get("asks", ())}
        if both:
            self.add_error("asks", _("同一个字段不能既必填又选填。"))
        return cleaned
