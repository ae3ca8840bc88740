"""A draft: all its parts with what is wrong, what it changes, its saves, and how it goes on."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from services.cases.models import Enactment
from services.designer import rules
from services.designer.actions.restore_save import restore_save
from services.designer.errors import DesignError
from services.designer.forms.decisions import DayForm, ReasonForm, WordsForm
from services.designer.models import DraftSave
from services.designer.queries import drafts, faults
from services.designer.queries.trial import NEWEST, trial
from services.designer.views import drawing, listing
from services.designer.views.access import editors, held, own_draft, readers


@require_GET
@readers
def show(request: HttpRequest, pk: int) -> HttpResponse:
    draft = own_draft(pk)
    data = drafts.data_of(draft.text)
    judged = faults.judged(draft, request.tenant)
    roles = held(request)
    editable = draft.editable and rules.may_edit(roles)
    context = {
        "draft": draft,
        "judged": judged,
        "diagram": drawing.diagram(judged.procedure),
        "sections": listing.sections(data, judged),
        "changes": drafts.differences(draft, judged.procedure) if judged.procedure else (),
        "editable": editable,
        "overtaken": drafts.overtaken(draft),
        "may_edit": rules.may_edit(roles),
        "may_approve": rules.may_approve(roles, request.user.pk, drafts.hands(draft)),
        "own_work": request.user.pk in drafts.hands(draft),
        "enacted": Enactment.objects.filter(version=draft.version).last() if draft.version_id else None,
        "reason_form": ReasonForm(initial={"reason": draft.note}),
        "words_form": WordsForm(),
        "day_form": DayForm(initial={"since": timezone.localdate() + timezone.timedelta(days=1)}),
    }
    return TemplateResponse(request, "designer/draft.html", context)


@require_http_methods(["GET", "POST"])
@readers
def history(request: HttpRequest, pk: int) -> HttpResponse:
    draft = own_draft(pk)
    if request.method == "POST":
        return _restore(request, pk)
    context = {
        "draft": draft,
        "saves": drafts.saves(draft),
        "editable": draft.editable and rules.may_edit(held(request)),
    }
    return TemplateResponse(request, "designer/history.html", context)


@editors
def _restore(request: HttpRequest, pk: int) -> HttpResponse:
    draft, position = own_draft(pk), request.POST.get("position", "")
    if not position.isdigit():
        raise Http404
    try:
        restore_save(draft, int(position), actor=request.user, revision=draft.revision)
    except DraftSave.DoesNotExist:
        raise Http404 from None
    except DesignError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("已恢复到第%(position)s次保存。") % {"position": position})
    return redirect("designer_draft", pk)


@require_GET
@readers
def try_out(request: HttpRequest, pk: int) -> HttpResponse:
    draft = own_draft(pk)
    judged = faults.judged(draft, request.tenant)
    context = {"draft": draft, "judged": judged, "found": None, "newest": NEWEST}
    if judged.procedure is not None and not judged.findings:
        context["found"] = trial(judged.procedure, request.tenant)
    return TemplateResponse(request, "designer/trial.html", context)
