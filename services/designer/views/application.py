"""The application form that belongs to a draft, in the form editor of the back office."""

import json
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from services.designer.actions.save_draft import save_draft
from services.designer.errors import DesignError, Overtaken
from services.designer.forms.application import ApplicationForm, shown
from services.designer.models import Draft
from services.designer.queries import drafts, faults
from services.designer.views.access import editors, own_draft
from services.procedures.spec import Procedure


@require_http_methods(["GET", "POST"])
@editors
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    draft = own_draft(pk)
    judged = faults.judged(draft, request.tenant)
    if judged.procedure is None:
        messages.error(request, _("请先解决程序里的问题，再改申请表。"))
        return redirect("designer_draft", pk)
    if "shipped" in request.POST:
        return _saved(request, draft, "", _("改用随产品提供的申请表"))
    form = ApplicationForm(request.POST or None, initial=shown(_standing(draft, judged.procedure)))
    if request.method == "POST" and form.is_valid():
        declaration = form.declaration(f"{draft.code.lower()}_application")
        try:
            return _saved(request, draft, json.dumps(declaration, ensure_ascii=False), _("修改申请表"))
        except Overtaken as refusal:
            draft.refresh_from_db()
            form.add_error(None, str(refusal))
        except DesignError as refusal:
            form.add_error(None, str(refusal))
    context = {
        "draft": draft,
        "form": form,
        "findings": [one for one in judged.findings if one.section == "form"],
    }
    return TemplateResponse(request, "designer/application.html", context, status=422 if form.errors else 200)


def _standing(draft: Draft, procedure: Procedure) -> Mapping[str, Any]:
    """The county's own form, else the shipped one."""
    return drafts.data_of(draft.form) if draft.form else drafts.shipped_form(procedure)


def _saved(request: HttpRequest, draft: Draft, form: str, what: str) -> HttpResponse:
    seen = request.POST.get("revision", "")
    revision = int(seen) if seen.isdigit() else 0
    data = drafts.data_of(draft.text)
    save_draft(draft, data, actor=request.user, what=what, revision=revision, form=form)
    messages.success(request, _("申请表已保存。"))
    return redirect("designer_draft_form", draft.pk)
