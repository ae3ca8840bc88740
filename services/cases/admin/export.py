"""The worklist as a table to take away: masked, at most MOST_ROWS, row by row as it is read."""

import csv
import io
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from tempfile import TemporaryFile
from typing import IO, Any

from asgiref.sync import sync_to_async
from django.contrib import messages
from django.core.handlers.asgi import ASGIRequest
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook

from services.cases import masking
from services.cases.actions.note_export import note_export
from services.cases.models import Case, Party
from services.cases.queries.rows import LEFT_OUT, Row, rows
from services.directory.matters import taxonomy
from tenants.models import Tenant
from tenants.scope import in_tenant

FORMATS = ("csv", "xlsx")
MOST_ROWS = 20_000
CHUNK = 500
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def export(request: HttpRequest, cases: QuerySet[Case], kind: str) -> HttpResponseBase:
    """Journalled before the first row leaves."""
    keys = list(cases.values_list("pk", flat=True)[: MOST_ROWS + 1])
    if len(keys) > MOST_ROWS:
        words = _("超过%(most)d件，一次导不完。请先用筛选缩小范围，例如按登记时间分段导出。")
        messages.error(request, words % {"most": MOST_ROWS})
        query = request.GET.copy()
        query.pop("export")
        return redirect(f"{request.path}?{query.urlencode()}")
    note_export(request.user, count=len(keys), kind=kind, query=_said(request))
    name = f"cases-{timezone.localdate():%Y%m%d}.{kind}"
    if kind == "xlsx":
        return FileResponse(
            _workbook(keys, request.tenant), as_attachment=True, filename=name, content_type=XLSX
        )
    return _streamed(request, _csv(keys, request.tenant), name)


def cell(value: Any) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _said(request: HttpRequest) -> str:
    """What was searched for may be a name: the journal keeps the filters only."""
    query = request.GET.copy()
    for name in ("q", "export", "p"):
        query.pop(name, None)
    return query.urlencode()


def _streamed(request: HttpRequest, lines: Iterator[str], name: str) -> HttpResponseBase:
    """An ASGI server would gather an ordinary iterator into memory first."""
    content = _awaited(lines) if isinstance(request, ASGIRequest) else lines
    response = StreamingHttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


async def _awaited(lines: Iterator[str]) -> AsyncIterator[str]:
    following: Callable[[], str | None] = lambda: next(lines, None)  # noqa: E731
    while (line := await sync_to_async(following)()) is not None:
        yield line


def _csv(keys: Sequence[int], tenant: Tenant) -> Iterator[str]:
    """With a mark at the start by which Excel knows UTF-8."""
    yield "\ufeff" + _line([str(label) for label, _value in _columns()])
    for chunk in _chunks(keys, tenant):
        yield "".join(map(_line, chunk))


def _workbook(keys: Sequence[int], tenant: Tenant) -> IO[bytes]:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("案件"))
    sheet.append([str(label) for label, _value in _columns()])
    for chunk in _chunks(keys, tenant):
        for line in chunk:
            sheet.append(line)
    file = TemporaryFile()  # noqa: SIM115 (the response closes it)
    book.save(file)
    file.seek(0)
    return file


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _chunks(keys: Sequence[int], tenant: Tenant) -> Iterator[list[list[str]]]:
    """The scope is opened for each: a response is sent after the request has left it."""
    columns = [value for _label, value in _columns()]
    for start in range(0, len(keys), CHUNK):
        with in_tenant(tenant):
            wanted = keys[start : start + CHUNK]
            found = (
                Case.objects.select_related("organisation", "place__parent", "version")
                .defer(*LEFT_OUT)
                .in_bulk(wanted)
            )
            listed = rows([found[key] for key in wanted if key in found])
            people = _people(wanted)
            lines = [[cell(value(row, people[row.case.pk])) for value in columns] for row in listed]
        yield lines


def _people(keys: Sequence[int]) -> Mapping[int, list[Party]]:
    found: dict[int, list[Party]] = defaultdict(list)
    for party in Party.objects.filter(case__in=keys, role=Party.Role.PARTY):
        found[party.case_id].append(party)
    return found


Value = Callable[[Row, list[Party]], Any]


def _columns() -> list[tuple[str, Value]]:
    return [
        (_("案号"), lambda row, people: row.case.number),
        (_("案由"), lambda row, people: row.case.title),
        (_("程序"), lambda row, people: row.procedure),
        (_("状态"), lambda row, people: row.state),
        (_("轮到谁"), lambda row, people: row.holder),
        (_("最近期限"), lambda row, people: row.due.on if row.due else ""),
        (_("期限情况"), lambda row, people: row.due.words if row.due else ""),
        (_("登记日期"), lambda row, people: timezone.localdate(row.case.opened_at)),
        (_("办结日期"), lambda row, people: timezone.localdate(row.case.closed_at) if row.case.closed_at else ""),
        (_("渠道"), lambda row, people: row.case.get_channel_display()),
        (_("纠纷类型"), lambda row, people: taxonomy().label(row.case.matter) if row.case.matter else ""),
        (_("受理机构"), lambda row, people: row.case.organisation or ""),
        (_("涉及金额（元）"), lambda row, people: "" if row.case.amount is None else row.case.amount),
        (_("申请方"), lambda row, people: _of(people, Party.Side.APPLICANT, lambda one: one.name)),
        (_("申请方电话"), lambda row, people: _of(people, Party.Side.APPLICANT, _phone)),
        (_("申请方证件"), lambda row, people: _of(people, Party.Side.APPLICANT, _identity)),
        (_("申请方地址"), lambda row, people: _of(people, Party.Side.APPLICANT, _place(row.case))),
        (_("被申请方"), lambda row, people: _of(people, Party.Side.RESPONDENT, lambda one: one.name)),
        (_("被申请方电话"), lambda row, people: _of(people, Party.Side.RESPONDENT, _phone)),
    ]  # fmt: skip


def _of(people: list[Party], side: str, value: Callable[[Party], str]) -> str:
    return "、".join(value(one) for one in people if one.side == side)


def _phone(party: Party) -> str:
    return masking.phone(party.phone)


def _identity(party: Party) -> str:
    return masking.identity(party.identity_number)


def _place(case: Case) -> Callable[[Party], str]:
    return lambda party: masking.township(party.address, case)
