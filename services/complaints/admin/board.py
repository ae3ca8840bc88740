"""All complaints, by whom they are about. Only what this person may see is listed and counted."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.cases.models import Case
from services.cases.queries.rows import Row, rows
from services.cases.rules import visible
from services.complaints.models import Complained
from services.complaints.rules import PROCEDURE
from tenants.staff_view import StaffView

VIEW = "complaints.view_complained"
MOST = 300
OPEN, ALL, TRUE = "open", "all", "true"


class FilterForm(forms.Form):
    state = forms.ChoiceField(
        label=gettext_lazy("哪些投诉"),
        choices=[(OPEN, gettext_lazy("在办的")), (TRUE, gettext_lazy("查实的")), (ALL, gettext_lazy("全部"))],
        required=False,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("投诉的是"),
        choices=[
            ("", gettext_lazy("全部")),
            ("lawyer", gettext_lazy("律师")),
            ("mediator", gettext_lazy("人民调解员")),
            ("organisation", gettext_lazy("机构")),
            ("nobody", gettext_lazy("还没有登记被投诉人的")),
        ],
        required=False,
    )

    def chosen(self, cases: QuerySet[Case]) -> QuerySet[Case]:
        said = self.cleaned_data if self.is_valid() else {}
        about, state, kind = Complained.objects.all(), said.get("state") or OPEN, said.get("kind")
        if state == OPEN:
            cases = cases.filter(is_open=True)
        elif state == TRUE:
            about = about.exclude(substantiated_on=None)
            cases = cases.filter(pk__in=about.values("case"))
        if kind == "nobody":
            known = about.exclude(lawyer=None, mediator=None, organisation=None)
            return cases.exclude(pk__in=known.values("case"))
        return cases.filter(pk__in=about.exclude(**{kind: None}).values("case")) if kind else cases


@dataclass
class Group:
    """One who is complained about. `found_true` counts those decided to be true among the lines shown."""

    name: str
    kind: str
    where: str
    lines: list[tuple[Row, Complained | None]] = field(default_factory=list)

    @property
    def late(self) -> int:
        return sum(1 for row, _about in self.lines if row.due and row.due.late)

    @property
    def found_true(self) -> int:
        return sum(1 for _row, about in self.lines if about and about.substantiated_on)


class BoardView(StaffView):
    permission = VIEW
    refusal = gettext_lazy("您的角色不办理投诉。")
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = FilterForm({"state": OPEN, **request.GET.dict()}, label_suffix="", auto_id="complaints-%s")
        cases = visible(Case.objects.filter(procedure_code=PROCEDURE), request.user, request.roles)
        found = form.chosen(cases).order_by("-opened_at", "-pk")[: MOST + 1]
        lines = rows(found)
        context = {
            "form": form,
            "groups": grouped(lines[:MOST]),
            "capped": len(lines) > MOST,
            "most": MOST,
            "any": bool(lines) or cases.exists(),
        }
        return TemplateResponse(request, "complaints/admin/board.html", context)


def grouped(lines: Iterable[Row]) -> list[Group]:
    """Whom nobody is named in first: that is work to be done. Then whoever has a late one, then the most."""
    lines = list(lines)
    about = Complained.objects.filter(case__in=[row.case for row in lines])
    known = {
        one.case_id: one
        for one in about.select_related("lawyer__firm", "mediator__organisation", "organisation")
    }
    groups: dict[Any, Group] = {}
    for row in lines:
        one = known.get(row.case.pk)
        key = one.about if one else None
        if key not in groups:
            groups[key] = _group(one if key else None)
        groups[key].lines.append((row, one))
    return sorted(groups.values(), key=lambda group: (bool(group.name), -group.late, -len(group.lines)))


def _group(one: Complained | None) -> Group:
    if one is None:
        return Group("", "", "")
    if one.lawyer:
        return Group(one.lawyer.name, _("律师"), one.lawyer.firm.name)
    if one.mediator:
        return Group(one.mediator.name, _("人民调解员"), one.mediator.organisation.name)
    return Group(str(one), _("机构"), "")
