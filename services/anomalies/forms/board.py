from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from services.anomalies.actions.answer import SHORTEST, TOO_SHORT
from services.anomalies.forms.limits import SAID
from services.anomalies.models import Finding, Kind

UNANSWERED, ANY, WORTH = "unanswered", "any", "worth"


class FilterForm(forms.Form):
    q = forms.CharField(label=_("调解员、机构或者案号"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("线索"), choices=[("", _("全部")), *Kind.choices], required=False)
    state = forms.ChoiceField(
        label=_("状态"),
        choices=[(UNANSWERED, _("还没有结论的")), (ANY, _("全部")), *Finding.State.choices],
        required=False,
    )
    strength = forms.ChoiceField(
        label=_("程度"),
        choices=[(WORTH, _("值得核实以上")), (ANY, _("全部，包括先看一看的")), (3, _("要尽快核实"))],
        required=False,
    )

    def chosen(self, findings: QuerySet[Finding]) -> QuerySet[Finding]:
        """What cannot be understood is not asked for."""
        said: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        if said.get("kind"):
            findings = findings.filter(kind=said["kind"])
        state, strength = said.get("state") or UNANSWERED, said.get("strength") or WORTH
        if state == UNANSWERED:
            findings = findings.exclude(state__in=(Finding.State.CLEARED, Finding.State.PASSED_ON))
        elif state != ANY:
            findings = findings.filter(state=state)
        if strength != ANY:
            findings = findings.filter(strength__gte=2 if strength == WORTH else 3)
        if words := said.get("q", "").strip():
            named = Q(mediator__name__icontains=words) | Q(organisation__name__icontains=words)
            cases = Finding.objects.filter(cases__number__icontains=words).values("pk")
            findings = findings.filter(named | Q(pk__in=cases))
        return findings


class AnswerForm(forms.Form):
    """`seen` is the state that stood on the page."""

    state = forms.ChoiceField(
        label=_("结论"),
        choices=[
            (Finding.State.ASKED, _("已请本人说明")),
            (Finding.State.VISITING, _("正在走访、回访")),
            (Finding.State.CLEARED, _("已排除：有正常的原因")),
            (Finding.State.PASSED_ON, _("移交调查：登记为一件投诉，按投诉的程序核查")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择结论。")},
    )
    text = forms.CharField(
        label=_("核查的情况"),
        min_length=SHORTEST,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("写事实：问了谁、看了什么、怎么说。这里的话不会公开。"),
        error_messages={**SAID, "required": _("请写明核查的情况。"), "min_length": TOO_SHORT},
    )
    seen = forms.CharField(max_length=10, widget=forms.HiddenInput)
