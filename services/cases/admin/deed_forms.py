"""What the page of a case lets people type, besides the steps. Each form knows the case it is about."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.cases import lookup
from services.cases.actions.add_evidence import KINDS
from services.cases.actions.schedule import Line
from services.cases.actors import Doer
from services.cases.admin.people import roles_to_fill
from services.cases.holders import holder
from services.cases.models import Case, Instalment, Message, Party
from services.cases.queries.procedures import declared
from services.cases.rules import visible, working
from services.cases.signing import signing
from tenants.roles import ROLES

ROWS = 6
_ACCEPT = ",".join(f".{suffix}" for suffix in KINDS)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class CaseForm(forms.Form):
    def __init__(self, *args: Any, case: Case, doer: Doer, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.case, self.doer = case, doer
        self.fit()
        for field in self.fields.values():
            if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _missing(field)

    def fit(self) -> None:
        """Fills the choices that depend on the case."""

    def _rows(self, name: str, rows: QuerySet) -> None:
        self.fields[name] = forms.ModelChoiceField(rows, widget=forms.HiddenInput)


def _missing(field: forms.Field) -> str:
    chosen = isinstance(field, forms.ChoiceField) and not field.widget.is_hidden
    said = _("请选择“%(label)s”。") if chosen else _("请填写“%(label)s”。")
    return said % {"label": field.label} if field.label else _("请填写这一项。")


class Nothing(CaseForm):
    """A button alone."""


class Reason(CaseForm):
    reason = forms.CharField(
        label=gettext_lazy("事由"), max_length=250, widget=forms.Textarea(attrs={"rows": 2})
    )


class LookForm(CaseForm):
    reason = forms.CharField(
        label=gettext_lazy("查看原因（当事人看得到）"),
        max_length=200,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "placeholder": gettext_lazy("例如：电话通知调解时间")}
        ),
    )

    def fit(self) -> None:
        self._rows("party", self.case.parties.all())


class EvidenceForm(CaseForm):
    file = forms.FileField(
        label=gettext_lazy("文件"),
        widget=forms.ClearableFileInput(attrs={"accept": _ACCEPT}),
        help_text=gettext_lazy("图片、PDF、Word文档、录音或录像，不超过20MB。"),
    )
    code = forms.ChoiceField(label=gettext_lazy("是哪一种材料"), required=False)
    shown = forms.BooleanField(label=gettext_lazy("当事人可以看到"), required=False, initial=True)

    def fit(self) -> None:
        documents = declared(self.case.version).documents.values()
        brought = [(one.code, one.name) for one in documents if one.uploaded]
        signed = [
            (one.code, _("签好的《%(name)s》") % {"name": one.name})
            for one in documents
            if one.code in signing()
        ]
        self.fields["code"].choices = [("", _("其他证据材料")), *brought, *signed]


class MessageForm(CaseForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("类别"),
        choices=[
            (Message.Kind.QUESTION, gettext_lazy("请当事人补充或回答")),
            (Message.Kind.NOTE, gettext_lazy("内部记录（当事人看不到）")),
        ],
        widget=forms.RadioSelect,
        initial=Message.Kind.NOTE,
    )
    text = forms.CharField(
        label=gettext_lazy("内容"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class HandlerForm(CaseForm):
    role = forms.ChoiceField(label=gettext_lazy("身份"))
    user = forms.ChoiceField(label=gettext_lazy("本单位人员"), required=False)
    name = forms.CharField(label=gettext_lazy("或者：外单位人员、专家的姓名"), required=False, max_length=120)

    def fit(self) -> None:
        self.fields["role"].choices = roles_to_fill(declared(self.case.version), self.case.turn)
        self.held = {str(user.pk): (user, held) for user, held in working(self.case.tenant)}
        named = ((pk, f"{user}（{_labels(held)}）") for pk, (user, held) in self.held.items())
        self.fields["user"].choices = [("", _("请选择")), *named]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if bool(said.get("user")) == bool(said.get("name", "").strip()):
            raise ValidationError(_("请选择一位本单位人员，或者填写外单位人员的姓名，两者只填一项。"))
        wanted = holder(said.get("role", ""))
        if said.get("user") and wanted.seat and not self.held[said["user"]][1].intersection(wanted.by):
            self.add_error(
                "user",
                _("这位同事不是%(roles)s，指派了也办不了，请换一位。") % {"roles": _labels(wanted.by)},
            )
        return said


def _labels(roles: Iterable[str]) -> str:
    return "、".join(str(ROLES[role].label) for role in roles)


class ReleaseForm(CaseForm):
    reason = forms.CharField(label=gettext_lazy("原因（例如回避、调离）"), max_length=250)

    def fit(self) -> None:
        self._rows("handler", self.case.handlers.filter(until=None))


class InviteForm(CaseForm):
    def fit(self) -> None:
        others = self.case.parties.filter(invited_at=None).exclude(side=Party.Side.APPLICANT)
        self._rows("party", others)


class InterestForm(ReleaseForm):
    reason = forms.CharField(label=gettext_lazy("与当事人或案件有什么利害关系"), max_length=250)


class OtherCase(CaseForm):
    """Another case by its number, among those the person sees."""

    number = forms.CharField(label=gettext_lazy("对方案号"), max_length=60)
    reason = forms.CharField(label=gettext_lazy("说明"), max_length=250)

    def clean_number(self) -> Case:
        said = lookup.tidy_number(self.cleaned_data["number"])
        cases = visible(Case.objects.all(), self.doer.user, self.doer.tenant_roles)
        found = cases.select_related("version").filter(number=said).first()
        if found is None or found.pk == self.case.pk:
            raise ValidationError(_("没有找到这个案号的其他案件。"))
        return found


class SplitForm(Reason):
    def fit(self) -> None:
        self.fields["parties"] = forms.ModelMultipleChoiceField(
            self.case.parties.filter(acts_for=None),
            label=_("分出去另立一案的当事人"),
            widget=forms.CheckboxSelectMultiple,
        )
        self.order_fields(["parties", "reason"])


class TakeBackForm(CaseForm):
    def fit(self) -> None:
        self._rows("grant", self.case.grants.filter(until=None))


class TakeUpForm(CaseForm):
    def fit(self) -> None:
        self._rows("offer", self.case.offers.filter(opened=None))


class PaperForm(CaseForm):
    def fit(self) -> None:
        self._rows("paper", self.case.papers.all())


class VoidForm(PaperForm):
    reason = forms.CharField(label=gettext_lazy("作废原因"), max_length=200)


class AheadForm(CaseForm):
    code = forms.ChoiceField(label=gettext_lazy("文书"))

    def fit(self) -> None:
        documents = declared(self.case.version).documents.values()
        self.fields["code"].choices = [(one.code, one.name) for one in documents if not one.uploaded]


class PerformForm(CaseForm):
    on = forms.DateField(label=gettext_lazy("履行日期"), widget=DayInput)
    status = forms.ChoiceField(
        label=gettext_lazy("情况"),
        choices=[(one.value, one.label) for one in (Instalment.Status.DONE, Instalment.Status.PARTIAL)],
    )

    def fit(self) -> None:
        self._rows("instalment", self.case.instalments.all())


class ScheduleForm(CaseForm):
    """Rows of day, what and amount; empty ones are left out."""

    def fit(self) -> None:
        for row in range(ROWS):
            self.fields[f"day{row}"] = forms.DateField(label=_("日期"), required=False, widget=DayInput)
            self.fields[f"what{row}"] = forms.CharField(label=_("履行内容"), required=False, max_length=200)
            self.fields[f"amount{row}"] = forms.DecimalField(
                label=_("金额（元）"), required=False, min_value=Decimal(0), max_digits=14, decimal_places=2
            )

    @property
    def lines(self) -> list[list[forms.BoundField]]:
        return [[self[f"{name}{row}"] for name in ("day", "what", "amount")] for row in range(ROWS)]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        found: list[Line] = []
        for row in range(ROWS):
            day, what, amount = (said.get(f"{name}{row}") for name in ("day", "what", "amount"))
            if not (day or what or amount):
                continue
            if not isinstance(day, date) or not what:
                self.add_error(f"day{row}" if not day else f"what{row}", _("日期和内容都要填写。"))
                continue
            found.append(Line(day, what, amount))
        if not found and not self.errors:
            raise ValidationError(_("请至少填写一笔履行。"))
        return {**said, "lines": found}
