"""Results as the handler and the office see them, with the reply and its answer. No reader is named."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from services.reviews import sheets
from services.reviews.actions.reply import answer, reply
from services.reviews.admin.access import ResultView, StaffView, sees_all
from services.reviews.admin.forms import WordsForm
from services.reviews.admin.tabs import tabs
from services.reviews.errors import ReviewError
from services.reviews.models import Sampled


class ResultsView(StaffView):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        own = Sampled.objects.filter(handler_user=request.user, closed=True).select_related("round", "case")
        context = {"tabs": tabs(request), "results": own.order_by("-decided_at")}
        return TemplateResponse(request, "reviews/admin/results.html", context)


class PageView(ResultView):
    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown(WordsForm(label=self._label()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = WordsForm(request.POST, label=self._label())
        if not form.is_valid():
            return self.shown(form, 400)
        act = reply if self._own else answer
        try:
            act(self.sampled, form.cleaned_data["text"], actor=request.user)
        except ReviewError as error:
            form.add_error(None, str(error))
            return self.shown(form, 409)
        messages.success(request, _("已提交。"))
        return redirect("reviews_result", self.sampled.pk)

    @property
    def _own(self) -> bool:
        return self.sampled.handler_user_id == self.request.user.pk

    def _label(self) -> str:
        return _("您的意见") if self._own else _("答复")

    def shown(self, form: WordsForm, status: int = 200) -> HttpResponse:
        one = self.sampled
        sheet = sheets.sheet(one.round.board, one.tenant)
        in_time = one.reply_until is not None and one.reply_until >= timezone.localdate()
        context = {
            "tabs": tabs(self.request),
            "sampled": one,
            "grounds": sheets.words(sheet, one.grounds),
            "notes": [
                read.note
                for read in one.readings.filter(submitted_at__isnull=False).order_by("number")
                if read.note
            ],
            "form": form,
            "own": self._own,
            "may_reply": self._own and one.replied_at is None and in_time,
            "may_answer": not self._own and sees_all(self.request) and one.replied_at and not one.answered_at,
        }
        return TemplateResponse(self.request, "reviews/admin/result.html", context, status=status)
