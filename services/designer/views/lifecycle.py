"""A draft is submitted, taken back, approved, sent back, put in force, or dropped."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import get_resolver
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from services.designer.actions.decide_draft import approve_draft, return_draft
from services.designer.actions.drop_draft import drop_draft
from services.designer.actions.enact_draft import enact_draft
from services.designer.actions.submit_draft import submit_draft, withdraw_draft
from services.designer.errors import DesignError, NotAllowed
from services.designer.forms.decisions import DayForm, ReasonForm, WordsForm
from services.designer.models import Draft
from services.designer.views.access import own_draft, readers


@require_POST
@readers
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    draft, do = own_draft(pk), DEEDS.get(request.POST.get("do", ""))
    if do is None:
        raise Http404
    try:
        done = do(request, draft)
    except NotAllowed as refusal:
        return get_resolver().resolve_error_handler(403)(request, exception=PermissionDenied(str(refusal)))
    except DesignError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("designer_draft", pk)


def _typed(form: Form) -> dict:
    if not form.is_valid():
        said = "；".join(
            f"{form.fields[name].label}：{' '.join(errors)}" for name, errors in form.errors.items()
        )
        raise DesignError(said)
    return form.cleaned_data


def _submit(request: HttpRequest, draft: Draft) -> str:
    submit_draft(draft, actor=request.user, reason=_typed(ReasonForm(request.POST))["reason"])
    return _("已提交，等另一位县级管理员或者督导审批。")


def _withdraw(request: HttpRequest, draft: Draft) -> str:
    withdraw_draft(draft, actor=request.user)
    return _("已撤回，可以继续修改。")


def _approve(request: HttpRequest, draft: Draft) -> str:
    approve_draft(draft, actor=request.user, words=_typed(WordsForm(request.POST))["words"])
    return _("已批准。")


def _return(request: HttpRequest, draft: Draft) -> str:
    return_draft(draft, actor=request.user, words=_typed(WordsForm(request.POST, needed=True))["words"])
    return _("已退回。")


def _enact(request: HttpRequest, draft: Draft) -> str:
    row = enact_draft(draft, _typed(DayForm(request.POST))["since"], actor=request.user)
    return _("将从%(day)s起启用。在办案件保持原来的版本。") % {"day": f"{row.since:%Y-%m-%d}"}


def _drop(request: HttpRequest, draft: Draft) -> str:
    drop_draft(draft, actor=request.user)
    return _("草稿已放弃。")


DEEDS: dict[str, Callable[[HttpRequest, Draft], str]] = {
    "submit": _submit,
    "withdraw": _withdraw,
    "approve": _approve,
    "return": _return,
    "enact": _enact,
    "drop": _drop,
}
