"""The list of procedures in force, one procedure with its versions, and how a draft begins."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from services.cases.models import ProcedureVersion
from services.cases.queries.procedures import declared, shipped
from services.designer import rules
from services.designer.actions.copy_entry import IN_FORCE, SHIPPED, copy_entry
from services.designer.actions.go_back import go_back
from services.designer.compare import changes
from services.designer.errors import DesignError
from services.designer.forms.decisions import BackForm, CopyForm
from services.designer.queries import drafts, overview
from services.designer.views import drawing
from services.designer.views.access import editors, held, readers
from services.procedures import library
from services.procedures.spec import Procedure


@require_GET
@readers
def show_all(request: HttpRequest) -> HttpResponse:
    context = {
        "families": overview.families(overview.lines(request.tenant)),
        "drafts": drafts.at_work(),
        "may_edit": rules.may_edit(held(request)),
    }
    return TemplateResponse(request, "designer/list.html", context)


def _line(request: HttpRequest, code: str) -> overview.Line:
    found = overview.line(request.tenant, code)
    if found is None:
        raise Http404
    return found


def _shipped(request: HttpRequest, code: str) -> Procedure | None:
    return shipped(code, request.tenant.division.code) if code in library.shipped() else None


@require_GET
@readers
def show_one(request: HttpRequest, procedure: str) -> HttpResponse:
    line = _line(request, procedure)
    standing = _shipped(request, procedure)
    context = {
        "line": line,
        "procedure": line.procedure,
        "diagram": drawing.diagram(line.procedure),
        "outline": drawing.outline(line.procedure),
        "shipped": standing,
        "differences": changes(standing, line.procedure) if standing and line.own else (),
        "history": overview.history(procedure),
        "variants": library.shipped()[procedure].variants if standing else (),
        "may_edit": rules.may_edit(held(request)),
    }
    return TemplateResponse(request, "designer/procedure.html", context)


@require_GET
@readers
def show_version(request: HttpRequest, pk: int) -> HttpResponse:
    version = get_object_or_404(ProcedureVersion, pk=pk)
    procedure = declared(version)
    standing = _shipped(request, version.code)
    context = {
        "version": version,
        "procedure": procedure,
        "diagram": drawing.diagram(procedure),
        "outline": drawing.outline(procedure),
        "shipped": standing,
        "differences": changes(standing, procedure) if standing else (),
    }
    return TemplateResponse(request, "designer/version.html", context)


@require_http_methods(["GET", "POST"])
@editors
def copy(request: HttpRequest, procedure: str) -> HttpResponse:
    line = _line(request, procedure)
    form = CopyForm(request.POST or None, initial={"start": IN_FORCE})
    choices = [(IN_FORCE, _("现行版本"))]
    if procedure in library.shipped():
        choices += [(SHIPPED, _("随产品提供的版本"))] if line.own else []
        choices += [
            (one.code, _("变体：%(name)s") % {"name": one.name})
            for one in library.shipped()[procedure].variants
        ]
    form.fields["start"].choices = choices
    if request.method == "POST" and form.is_valid():
        try:
            draft = copy_entry(procedure, actor=request.user, start=form.cleaned_data["start"])
        except DesignError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("草稿已建立。改动只存在草稿里，批准并启用之前不影响任何案件。"))
            return redirect("designer_draft", draft.pk)
    context = {"line": line, "procedure": line.procedure, "form": form, "variants": _variants(procedure)}
    return TemplateResponse(request, "designer/copy.html", context)


def _variants(code: str) -> tuple:
    return library.shipped()[code].variants if code in library.shipped() else ()


@require_http_methods(["GET", "POST"])
@editors
def back(request: HttpRequest, procedure: str) -> HttpResponse:
    line = _line(request, procedure)
    versions = {str(one.pk): one for one in overview.own_versions(procedure)}
    today = timezone.localdate()
    form = BackForm(
        request.POST or None, initial={"since": today}, scheduled=overview.scheduled(procedure, today)
    )
    form.fields["version"].offer(
        [(pk, _("本县版本%(digest)s") % {"digest": one.digest[:8]}) for pk, one in versions.items()]
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            go_back(
                procedure,
                versions.get(typed["version"]),
                typed["since"],
                actor=request.user,
                reason=typed["reason"],
                instead_of_scheduled=typed.get("instead", False),
            )
        except DesignError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, _("已登记。在办案件保持原来的版本，从所选日期起新开的案件用恢复的版本。")
            )
            return redirect("designer_procedure", procedure)
    context = {
        "line": line,
        "procedure": line.procedure,
        "form": form,
        "history": overview.history(procedure),
    }
    return TemplateResponse(request, "designer/back.html", context)
