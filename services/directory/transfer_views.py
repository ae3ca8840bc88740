"""Import in the back office: choose a file, look at what it would do, import the good rows, read the report."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from services.directory.actions.import_register import import_register, preview
from services.directory.actions.keep_import import forget, keep_import
from services.directory.transfer import books, kept
from services.directory.transfer.files import read_file
from services.directory.transfer.known import lookup_for
from services.directory.transfer.plan import OUTCOMES, Line, Plan
from services.directory.transfer.refusals import UnreadableFileError
from services.directory.transfer.register import Register
from services.directory.transfer.registers import registers
from services.directory.transfer.report import faulty_rows, of_plan
from services.directory.transfer.sheet import Sheet, Table, table
from services.directory.transfer.template import template
from services.directory.transfer_door import (
    admins,
    exported_rows,
    handed_out,
    is_admin,
    kind_of,
    may_read,
    refused,
    register_or_404,
)
from services.directory.transfer_form import ImportForm
from services.inputs.models import KeptFile

PER_PAGE = 100


@require_http_methods(["GET", "POST"])
@admins
def start(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("register", "")
    initial = {"register": asked if asked in registers() else next(iter(registers()))}
    form = ImportForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            token = _read(request, form.cleaned_data["register"], form.cleaned_data["file"])
        except UnreadableFileError as error:
            form.add_error("file", str(error))
        else:
            return redirect("directory_import_check", token)
    return TemplateResponse(request, "directory/admin/import.html", {"form": form, "registers": _listed()})


def _listed() -> list[tuple[str, Any]]:
    return [(code, one.model._meta.verbose_name) for code, one in registers().items()]


def _read(request: HttpRequest, code: str, upload: Any) -> str:
    """The file itself is not kept: what it says is."""
    register = registers()[code]
    sheet = read_file(upload.read(), upload.name, register)
    table(sheet, register)
    content = {"register": code, "file": upload.name, "sheet": sheet.name, "rows": sheet.rows}
    return keep_import(content, name=upload.name, actor=request.user)


@require_http_methods(["GET", "POST"])
@admins
def check(request: HttpRequest, token: str) -> HttpResponse:
    waiting, content = _kept(request, token)
    register, found = _table(content)
    if request.method == "POST":
        return _import(request, waiting, content)
    plan = preview(found, register, tenant=request.tenant)
    if "format" in request.GET:
        return _faulty(request, of_plan(plan, content["file"]))
    context = {"plan": plan, "content": content, "token": token, **_page(request, plan)}
    return TemplateResponse(request, "directory/admin/import_check.html", context)


def _kept(request: HttpRequest, token: str) -> tuple[KeptFile, dict[str, Any]]:
    """404 also for what another person uploaded, and after a day."""
    waiting = kept.find(token, request.user)
    if waiting is None:
        raise Http404
    return waiting, kept.content(waiting)


def _table(content: dict[str, Any]) -> tuple[Register, Table]:
    if "rows" not in content:
        raise Http404
    register = register_or_404(content["register"])
    rows = tuple((number, tuple(cells)) for number, cells in content["rows"])
    return register, table(Sheet(rows, content["sheet"]), register)


def _page(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    show = request.GET.get("show", "")
    lines: list[Line] = [line for line in plan.lines if show not in OUTCOMES or line.outcome == show]
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("p"))
    counts = plan.counts
    return {"page": page, "show": show, "counts": counts, "good": counts["new"] + counts["changed"]}


def _import(request: HttpRequest, waiting: KeptFile, content: dict[str, Any]) -> HttpResponse:
    register, found = _table(content)
    plan = import_register(
        found, register, tenant=request.tenant, actor=request.user, file_name=content["file"]
    )
    forget(waiting)
    token = keep_import(of_plan(plan, content["file"]), name=content["file"], actor=request.user)
    return redirect("directory_import_report", token)


@require_GET
@admins
def report(request: HttpRequest, token: str) -> HttpResponse:
    _waiting, content = _kept(request, token)
    if "faulty" not in content:
        raise Http404
    if "format" in request.GET:
        return _faulty(request, content)
    register = register_or_404(content["register"])
    context = {"content": content, "register": register, "token": token}
    return TemplateResponse(request, "directory/admin/import_report.html", context)


def _faulty(request: HttpRequest, content: dict[str, Any]) -> HttpResponse:
    kind = kind_of(request)
    headings, rows = faulty_rows(content)
    return handed_out(books.made(kind, headings, rows), kind, f"{content['register']}-to-correct")


@require_GET
@admins
def blank(request: HttpRequest, register: str) -> HttpResponse:
    found, kind = register_or_404(register), kind_of(request)
    return handed_out(
        template(found, lookup_for(found, request.tenant), kind), kind, f"{found.code}-template"
    )


@require_GET
def export(request: HttpRequest, register: str) -> HttpResponse:
    found = register_or_404(register)
    if not may_read(request, found):
        return refused(request, _("您不能查看这个名册。"))
    keys = list(found.model.objects.values_list("pk", flat=True))
    return exported_rows(request, found, keys, kind_of(request), private=is_admin(request))
