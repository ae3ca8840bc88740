"""Calls by lot: draw a list, ring up, write down what was said."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from services.anomalies.actions.calls import draw_calls, note_call
from services.anomalies.admin.access import ReaderView
from services.anomalies.forms import CallForm, DrawForm
from services.anomalies.models import Call, CallRound
from services.cases.errors import CaseError

ROUNDS = 50


class RoundsView(ReaderView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        today = timezone.localdate()
        last = today.replace(day=1) - timedelta(days=1)
        return self.shown(DrawForm(initial={"since": last.replace(day=1), "until": last}, **_LABELS))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = DrawForm(request.POST, **_LABELS)
        if not form.is_valid():
            return self.shown(form, 400)
        said = form.cleaned_data
        try:
            made = draw_calls(said["since"], said["until"], said["size"], seed=said["seed"], doer=self.doer())
        except CaseError as error:
            form.add_error(None, str(error))
            return self.shown(form, 409)
        messages.success(request, _("名单已抽好。"))
        return redirect("anomalies_round", made.pk)

    def shown(self, form: DrawForm, status: int = 200) -> HttpResponse:
        rounds = CallRound.objects.annotate(
            size=Count("calls"),
            done=Count("calls", filter=~Q(calls__result="")),
            denied=Count("calls", filter=Q(calls__result=Call.Result.DENIED)),
        )
        context = {"form": form, "rounds": rounds[:ROUNDS]}
        return TemplateResponse(self.request, "anomalies/admin/rounds.html", context, status=status)


@method_decorator(never_cache, name="dispatch")
class RoundView(ReaderView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        said = request.POST.get("call", "")
        calls = Call.objects.filter(round=kwargs["pk"]).select_related("case")
        call = get_object_or_404(calls, pk=int(said) if said.isdecimal() and len(said) < 19 else 0)
        form = CallForm(request.POST, **_LABELS)
        try:
            if not form.is_valid():
                return self.shown(call.pk, form, 400)
            note_call(call, form.cleaned_data["result"], form.cleaned_data["said"], doer=self.doer())
        except CaseError as error:
            form.add_error(None, str(error))
            return self.shown(call.pk, form, 409)
        messages.success(request, _("%(number)s的回访已登记。") % {"number": call.case.number})
        return redirect(f"{reverse('anomalies_round', args=[kwargs['pk']])}#call-{call.pk}")

    def shown(self, refused: int = 0, form: CallForm | None = None, status: int = 200) -> HttpResponse:
        found = get_object_or_404(CallRound, pk=self.kwargs["pk"])
        rows = [
            (call, form if call.pk == refused else _form(call))
            for call in found.calls.select_related("case__place")
        ]
        context = {"round": found, "rows": rows, "refused": refused}
        return TemplateResponse(self.request, "anomalies/admin/round.html", context, status=status)


def _form(call: Call) -> CallForm:
    return CallForm(
        initial={"result": call.result, "said": call.said}, label_suffix="", auto_id=f"call-{call.pk}-%s"
    )


_LABELS: dict[str, Any] = {"label_suffix": "", "auto_id": "calls-%s"}
