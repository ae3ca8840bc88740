"""Forms of the back office of subsidies."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinLengthValidator, RegexValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.subsidies.actions.decide import Payer
from services.subsidies.actions.set_lines import Typed
from services.subsidies.models import ClaimLine, Payee, PaymentList, Rate
from services.subsidies.queries.rates import Choice
from services.subsidies.rules import misdated, plain
from services.subsidies.schemes import Scheme
from tenants.forms import OwnedForm

# Yuan for one case or day; percent.
MOST, MOST_PERCENT = 100_000, 100
_DOCUMENT = re.compile(r"〔\d{4}〕.*号|^\s*《.+》\s*$")
_YES_NO = (("", "—"), ("yes", gettext_lazy("达成协议")), ("no", gettext_lazy("没有调成，或者引导到其他途径")))


class LineForm(forms.Form):
    """One line of a claim. Nothing is required: what is missing is told when the claim is handed in."""

    rate = forms.ChoiceField(label=gettext_lazy("档次"), required=False)
    amount = forms.DecimalField(
        label=gettext_lazy("金额（元）"), required=False, min_value=0, max_digits=10, decimal_places=2
    )
    settled = forms.ChoiceField(label=gettext_lazy("调解结果"), required=False, choices=_YES_NO)
    reason = forms.CharField(label=gettext_lazy("理由"), required=False, max_length=300)
    despite = forms.CharField(label=gettext_lazy("有异常线索仍然核定的理由"), required=False, max_length=300)
    refused = forms.CharField(label=gettext_lazy("不列入的理由"), required=False, max_length=300)

    def __init__(
        self, line: ClaimLine, choices: list[Choice], data: Any = None, *, doubted: bool, checking: bool
    ) -> None:
        super().__init__(data, prefix=f"line-{line.pk}", initial=_known(line))
        offered = [(one.code, f"{one.name}（{span(one)}）") for one in choices]
        self.fields["rate"].choices = [("", "—"), *offered]  # type: ignore[attr-defined]
        if line.scheme != Scheme.PETITION:
            del self.fields["settled"]
        if not doubted or not checking:
            del self.fields["despite"]
        if checking:
            self.fields["refused"].label = _("这一项不予补贴的理由")
            self.fields["refused"].help_text = _("给予补贴的不填。")
        else:
            self.fields["refused"].help_text = _("照常申报的不填；填了，这一项就从申报中去掉。")

    def typed(self) -> Typed:
        said: Mapping[str, Any] = self.cleaned_data
        settled = {"yes": True, "no": False}.get(said.get("settled", ""))
        return Typed(
            said["rate"],
            said["amount"],
            said["reason"].strip(),
            settled,
            said.get("despite", "").strip(),
            said["refused"].strip(),
        )


def span(choice: Choice) -> str:
    if choice.ranges:
        return _("%(least)s至%(most)s元") % {"least": plain(choice.least), "most": plain(choice.most)}
    return _("%(amount)s元") % {"amount": plain(choice.least)}


def _known(line: ClaimLine) -> dict[str, Any]:
    return {
        "rate": line.rate,
        "amount": None if line.amount is None else plain(line.amount),
        "settled": {True: "yes", False: "no"}.get(line.settled, ""),  # type: ignore[arg-type]
        "reason": line.reason,
        "despite": line.despite,
    }


class ApproveForm(forms.Form):
    compliant = forms.BooleanField(label=gettext_lazy("我核对过案卷和出勤记录，合格"), required=False)


class PetitionForm(ApproveForm):
    payer = forms.ChoiceField(
        label=gettext_lazy("由谁承担"),
        choices=(
            ("unit", gettext_lazy("产生信访问题的部门、企业或者单位")),
            ("finance", gettext_lazy("同级财政")),
        ),
    )
    unit = forms.CharField(label=gettext_lazy("承担的单位"), required=False, max_length=100)
    why = forms.ChoiceField(
        label=gettext_lazy("由财政承担的理由"),
        required=False,
        choices=(
            ("", "—"),
            ("unclear", gettext_lazy("责任主体不明确")),
            ("stopped", gettext_lazy("企业停产、停业，无力承担")),
        ),
    )

    def told(self) -> Payer:
        said = self.cleaned_data
        finance = said["payer"] == "finance"
        return Payer(said["payer"], "" if finance else said["unit"], said["why"] if finance else "")


class ReturnForm(forms.Form):
    items = forms.CharField(
        label=gettext_lazy("要补正什么"), max_length=500, widget=forms.Textarea({"rows": 2})
    )


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("不予补贴的理由"), max_length=300, widget=forms.Textarea({"rows": 2})
    )
    false = forms.BooleanField(label=gettext_lazy("已查明是虚假案件，或者没有调成"), required=False)


class ClawBackForm(forms.Form):
    lines = forms.TypedMultipleChoiceField(
        label=gettext_lazy("追回哪些"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(
        label=gettext_lazy("查明的情况"), max_length=300, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, lines: list[ClaimLine], data: Any = None) -> None:
        super().__init__(data)
        offered = [
            (line.pk, _("%(line)s，%(amount)s元") % {"line": line, "amount": plain(line.amount)})
            for line in lines
            if line.amount is not None
        ]
        self.fields["lines"].choices = offered  # type: ignore[attr-defined]


class PayForm(forms.Form):
    paid_on = forms.DateField(
        label=gettext_lazy("发放日期"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, payment_list: PaymentList, data: Any = None) -> None:
        today = timezone.localdate()
        super().__init__(data, initial={"paid_on": today})
        self.payment_list, self.today = payment_list, today
        made = timezone.localdate(payment_list.made_at)
        self.fields["paid_on"].widget.attrs |= {"min": made.isoformat(), "max": today.isoformat()}

    def clean_paid_on(self) -> date:
        typed: date = self.cleaned_data["paid_on"]
        if why := misdated(self.payment_list, typed, self.today):
            raise ValidationError(why)
        return typed


class ExportForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("导出用途"), max_length=200)


class PayeeForm(OwnedForm):
    """The account is never shown again; an empty field leaves it as it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["account"] = ""
        if self.instance.account:
            words = {"last": self.instance.account[-4:]}
            self.fields["account"].help_text = _("已登记，末四位是%(last)s。要更换的才填写。") % words

    def clean_account(self) -> str:
        typed = str(self.cleaned_data.get("account") or "").replace(" ", "")
        if typed and not typed.isdigit():
            raise ValidationError(_("收款账号只能是数字。"))
        return (
            typed or Payee.objects.filter(pk=self.instance.pk).values_list("account", flat=True).first() or ""
        )


class RateForm(OwnedForm):
    """A fixed amount fills the upper end by itself. The bounds are there against slips of the hand."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("least", "most"):
            said = _("最高%(limit_value)s元，请核对是不是多写了零。")
            self.fields[name].validators.append(MaxValueValidator(MOST, said))
        self.fields["percent"].validators.append(MaxValueValidator(MOST_PERCENT))
        self.fields["clause"].validators.append(MinLengthValidator(2))
        said = _("写完整的文号，例如“县司发〔2026〕1号”；没有文号的写《文件名称》。")
        self.fields["document_number"].validators.append(RegexValidator(_DOCUMENT, said))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("least") is not None and said.get("most") is None:
            said["most"] = said["least"]
        self._in_order(said)
        return said

    def _in_order(self, said: dict[str, Any]) -> None:
        until, since = said.get("until"), said.get("since")
        if until and since and until < since:
            self.add_error("until", _("截止日期早于开始日期。"))
        if said.get("percent") and said.get("scheme"):
            same = Rate.objects.filter(scheme=said["scheme"], percent__isnull=False, until=None)
            if same.exclude(pk=self.instance.pk).exists():
                self.add_error("percent", _("这种补贴已经登记了提高比例，请先给原来的填上截止日期。"))
