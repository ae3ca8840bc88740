"""One part of a draft in its own form; adding, removing and moving parts; the diagram while somebody types."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from services.designer import parts, words
from services.designer.actions.save_draft import save_draft
from services.designer.errors import DesignError, Overtaken
from services.designer.forms.base import PartForm
from services.designer.forms.registry import FORMS
from services.designer.models import Draft
from services.designer.queries import drafts, faults
from services.designer.views import drawing
from services.designer.views.access import editors, own_draft

ADDABLE = frozenset(FORMS) - {"basics", "outcomes"}
REMOVABLE = frozenset(FORMS) - {"basics"}
MOVABLE = frozenset({"states", "transitions", "clocks"})


@require_http_methods(["GET", "POST"])
@editors
def edit(request: HttpRequest, pk: int, section: str, entry: str) -> HttpResponse:
    draft = own_draft(pk)
    data = drafts.data_of(draft.text)
    if section not in FORMS or (section != "basics" and parts.entry(data, section, entry) is None):
        raise Http404
    return _answer(request, draft, data, section, entry if section != "basics" else "")


@require_http_methods(["GET", "POST"])
@editors
def add(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    if section not in ADDABLE:
        raise Http404
    draft = own_draft(pk)
    return _answer(request, draft, drafts.data_of(draft.text), section, "")


def _answer(
    request: HttpRequest, draft: Draft, data: Mapping[str, Any], section: str, entry: str
) -> HttpResponse:
    form = FORMS[section](request.POST or None, declaration=data, code=entry)
    if "preview" in request.POST:
        return _preview(request, data, form, (section, entry))
    seen = request.POST.get("revision", "")
    if request.method == "POST" and form.is_valid() and seen.isdigit():
        changed = form.changed()
        try:
            save_draft(draft, changed, actor=request.user, what=_what(form, entry), revision=int(seen))
        except Overtaken as refusal:
            draft.refresh_from_db()
            form.add_error(None, str(refusal))
        except DesignError as refusal:
            form.add_error(None, str(refusal))
        else:
            return _saved(request, draft, data, changed, section, entry)
    return _page(request, draft, form, section, entry)


def _what(form: PartForm, entry: str) -> str:
    typed = form.cleaned_data
    name = typed.get("name") or typed.get("label") or typed.get("text") or form.title()
    verb = _("修改") if entry or form.section == "" else _("增加")
    return f"{verb}{words.section(form.section or 'basics')}“{str(name)[:60]}”"


def _saved(
    request: HttpRequest,
    draft: Draft,
    before: Mapping[str, Any],
    changed: Mapping[str, Any],
    section: str,
    entry: str,
) -> HttpResponse:
    found = faults.judge(changed, request.tenant)
    count = len(found.findings)
    if count:
        messages.warning(request, _("已保存。现在有%(count)s处问题，见下。") % {"count": count})
    else:
        messages.success(request, _("已保存，没有发现问题。"))
    if "back" in request.POST:
        return redirect(f"{reverse('designer_draft', args=[draft.pk])}#{'faults' if count else section}")
    code = entry or _added(before, changed, section)
    return redirect("designer_part", draft.pk, section, code or "-")


def _added(before: Mapping[str, Any], changed: Mapping[str, Any], section: str) -> str:
    new = [code for code in parts.entries(changed, section) if code not in parts.entries(before, section)]
    return new[-1] if new else ""


def _page(request: HttpRequest, draft: Draft, form: PartForm, section: str, entry: str) -> HttpResponse:
    judged = faults.judged(draft, request.tenant)
    context = {
        "draft": draft,
        "form": form,
        "section": section,
        "section_name": words.section(section),
        "entry": entry,
        "title": form.title(),
        "judged": judged,
        "own_faults": judged.of(section, entry) if entry or section == "basics" else (),
        "diagram": drawing.diagram(judged.procedure, section, entry),
        "editable": draft.editable,
        "removable": bool(entry) and section in REMOVABLE,
    }
    status = 200 if not form.errors else 422
    return TemplateResponse(request, "designer/part.html", context, status=status)


def _preview(
    request: HttpRequest, data: Mapping[str, Any], form: PartForm, part: tuple[str, str]
) -> HttpResponse:
    """What the draft would look like with what is typed now; nothing is written."""
    judged = faults.judge(form.changed() if form.is_valid() else data, request.tenant)
    context = {
        "judged": judged,
        "diagram": drawing.diagram(judged.procedure, *part),
        "incomplete": not form.is_valid(),
    }
    return TemplateResponse(request, "designer/includes/preview.html", context)


@require_POST
@editors
def arrange(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a part away, or moves it up or down among its like."""
    draft = own_draft(pk)
    data = drafts.data_of(draft.text)
    section, entry, do = (request.POST.get(name, "") for name in ("section", "entry", "do"))
    row = parts.entry(data, section, entry) if section in REMOVABLE else None
    if row is None or do not in ("remove", "up", "down") or (do != "remove" and section not in MOVABLE):
        raise Http404
    name = f"{words.section(section)}“{parts.name_of(section, entry, row)}”"
    if do == "remove":
        changed, what = parts.remove(data, section, entry), _("删去%(name)s") % {"name": name}
    else:
        changed, what = (
            parts.move(data, section, entry, up=do == "up"),
            _("调整%(name)s的顺序") % {"name": name},
        )
    try:
        save_draft(draft, changed, actor=request.user, what=what, revision=draft.revision)
    except DesignError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(what)s，已保存。") % {"what": what})
    return redirect(f"{reverse('designer_draft', args=[pk])}#{section}")
