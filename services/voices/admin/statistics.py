"""What people said in a half-year, by organisation and by person; the county's, for the centre's circular."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.calendar.half_years import HalfYear, asked, last_finished, latest
from services.directory.models import Lawyer, Mediator, Organisation
from services.voices.admin.access import StaffView
from services.voices.models import Grade
from services.voices.queries import Kind, Tally, settings_of, tallies, whole
from services.voices.rules import FEWEST
from services.voices.veil import Row, kept_back
from tenants.spreadsheets import csv_response

_OFFERED = 6
_TABLES: tuple[tuple[Kind, type, object], ...] = (
    ("organisation", Organisation, gettext_lazy("按机构")),
    ("lawyer", Lawyer, gettext_lazy("按律师")),
    ("mediator", Mediator, gettext_lazy("按调解员")),
)


@dataclass(frozen=True)
class Line:
    name: str
    of: str
    tally: Tally
    hidden: bool = False

    @property
    def cells(self) -> list[object]:
        tally = self.tally
        known = [tally.asked, tally.voices, tally.percent or "—"]
        if self.hidden:
            why = _("少于3份") if tally.is_few else _("不显示")
            return [*known, *[why] * (len(Grade.values) + 1)]
        return [*known, *(tally.grades[grade] for grade in Grade.values), tally.average or "—"]


class StatisticsView(StaffView):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        today = timezone.localdate()
        half = asked(request.GET.get("period", "")) or last_finished(today)
        kept = kept_back(half.since, half.until)
        tables = [(str(title), list(_lines(kind, model, half, kept))) for kind, model, title in _TABLES]
        every = whole(half.since, half.until)
        total = Line(_("全部"), "", every, hidden=0 < every.voices < FEWEST)
        if request.GET.get("export") == "csv":
            return csv_response(_rows(tables, total), f"voices-{half.code}.csv")
        context = {
            "half": half,
            "halves": latest(today, _OFFERED),
            "tables": [(title, lines) for title, lines in tables if lines],
            "total": total,
            "heads": heads(),
            "kept": bool(kept),
            "points": settings_of(request.tenant),
        }
        return TemplateResponse(request, "voices/admin/statistics.html", context)


def heads() -> list[str]:
    return [_("发起"), _("收到"), _("参评率"), *(str(grade.label) for grade in Grade), _("平均分")]


def _lines(kind: Kind, model: type, half: HalfYear, kept: set[Row]) -> Iterator[Line]:
    found = tallies(kind, half.since, half.until)
    of = {"lawyer": "firm", "mediator": "organisation"}.get(kind, "")
    rows = model.objects.select_related(*([of] if of else [])).in_bulk(list(found))
    named = [
        Line(str(rows[pk]), str(getattr(rows[pk], of)) if of else "", tally, hidden=(kind, pk) in kept)
        for pk, tally in found.items()
    ]
    return iter(sorted(named, key=lambda line: (line.of, line.name)))


def _rows(tables: list[tuple[str, list[Line]]], total: Line) -> Iterator[Sequence[object]]:
    yield [_("分类"), _("名称"), _("所在机构"), *heads()]
    for title, lines in tables:
        for line in lines:
            yield [title, line.name, line.of, *line.cells]
    yield ["", total.name, "", *total.cells]
