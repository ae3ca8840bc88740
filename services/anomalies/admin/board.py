"""The board: what was found, grouped by reason, the strongest first; and the page of one finding."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from services.anomalies.actions.answer import answer
from services.anomalies.admin.access import ReaderView
from services.anomalies.forms import AnswerForm, FilterForm
from services.anomalies.forms.board import UNANSWERED, WORTH
from services.anomalies.models import Finding, Look
from services.anomalies.rules import refusal
from services.anomalies.words import THEMES, TOLD, Theme, Told
from services.cases.errors import CaseError, Overtaken
from services.cases.models import Case

MOST = 200
NUMBERS = 6


@dataclass(frozen=True)
class Line:
    finding: Finding
    told: Told
    cases: list[Case]
    more: int


@dataclass(frozen=True)
class Group:
    theme: Theme
    lines: list[Line]


class BoardView(ReaderView):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        said = {"state": UNANSWERED, "strength": WORTH, **request.GET.dict()}
        form = FilterForm(said, label_suffix="", auto_id="signs-%s")
        chosen = form.chosen(Finding.objects.all()).select_related("mediator", "organisation")
        found = list(chosen.order_by("-strength", "-last_seen", "-pk")[: MOST + 1])
        context = {
            "form": form,
            "filtered": any(request.GET.get(name) for name in form.fields),
            "groups": grouped(found[:MOST]),
            "capped": len(found) > MOST,
            "most": MOST,
            "look": Look.objects.first(),
            "weak": Finding.objects.filter(state=Finding.State.OPEN, strength=Finding.Strength.WEAK).count(),
            "explained": [(theme, [(kind, TOLD[kind]) for kind in theme.kinds]) for theme in THEMES],
        }
        return TemplateResponse(request, "anomalies/admin/board.html", context)


def grouped(findings: Iterable[Finding]) -> list[Group]:
    findings = list(findings)
    cases = _cases(findings)
    lines = [
        Line(one, TOLD[one.kind], cases[one.pk][:NUMBERS], len(cases[one.pk]) - NUMBERS) for one in findings
    ]
    found = [Group(theme, [line for line in lines if line.finding.kind in theme.kinds]) for theme in THEMES]
    return [group for group in found if group.lines]


def _cases(findings: list[Finding]) -> dict[int, list[Case]]:
    """By finding, in one query, without what is sealed."""
    found: dict[int, list[Case]] = {one.pk: [] for one in findings}
    rows = Finding.cases.through.objects.filter(finding__in=findings).order_by("case_id")
    for pk, case, number in rows.values_list("finding_id", "case_id", "case__number"):
        found[pk].append(Case(pk=case, number=number))
    return found


@method_decorator(never_cache, name="dispatch")
class FindingView(ReaderView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown(AnswerForm(initial={"seen": self.finding.state}, **_LABELS))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = AnswerForm(request.POST, **_LABELS)
        if not form.is_valid():
            return self.shown(form, 400)
        said = form.cleaned_data
        try:
            answer(self.finding, said["state"], said["text"], doer=self.doer(), seen=said["seen"])
        except CaseError as error:
            form.add_error(None, str(error))
            if isinstance(error, Overtaken):
                form.data = form.data | {"seen": Finding.objects.get(pk=self.finding.pk).state}
            return self.shown(form, 409)
        messages.success(request, _("已记入核查记录。"))
        return redirect("anomalies_finding", self.finding.pk)

    @property
    def finding(self) -> Finding:
        rows = Finding.objects.select_related("mediator__organisation", "organisation", "complaint")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def shown(self, form: AnswerForm, status: int = 200) -> HttpResponse:
        finding = self.finding
        context = {
            "finding": finding,
            "told": TOLD[finding.kind],
            "cases": finding.cases.order_by("opened_at", "pk").only("number", "title", "opened_at", "tenant"),
            "notes": finding.notes.all(),
            "form": form,
            "why": refusal(finding, self.doer()),
            "gone": (look := Look.objects.first()) is not None and finding.last_seen < look.at,
        }
        return TemplateResponse(self.request, "anomalies/admin/finding.html", context, status=status)


_LABELS: dict[str, Any] = {"label_suffix": "", "auto_id": "answer-%s"}
