"""What somebody reads: the list of their own, the dossier without names beside the sheet, and the way out."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from services.cases.models import CasePaper
from services.forms.spec import Form
from services.inputs.bound import Bound
from services.reviews import sheets
from services.reviews.actions.decline import decline
from services.reviews.actions.submit import submit
from services.reviews.admin.access import ReadingView, StaffView
from services.reviews.admin.forms import WordsForm
from services.reviews.admin.tabs import tabs
from services.reviews.dossier import dossier_of, text_of
from services.reviews.errors import ReviewError
from services.reviews.models import Reading


class ReadingsView(StaffView):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        own = Reading.objects.filter(reviewer=request.user, declined_at=None).select_related("sampled__round")
        context = {
            "tabs": tabs(request),
            "waiting": [one for one in own if one.submitted_at is None and not one.sampled.closed],
            "sent": [one for one in own if one.submitted_at is not None],
        }
        return TemplateResponse(request, "reviews/admin/readings.html", context)


@method_decorator(never_cache, name="dispatch")
class ReadView(ReadingView):
    http_method_names = ["get", "head", "post"]
    complaint = ""

    @cached_property
    def form(self) -> Form:
        return sheets.sheet(self.reading.sampled.round.board, self.reading.tenant)

    @cached_property
    def bound(self) -> Bound:
        known = self.reading.answers or {}
        draft = "" if self.sent else f"reading-{self.reading.pk}"
        locked = self.form.by_code if self.sent else ()
        return Bound.of(self.request, self.form, "sheet", initial=known, locked=locked, draft=draft)

    @property
    def sent(self) -> bool:
        return self.reading.submitted_at is not None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.sent and not self.bound.valid:
            return self.shown()
        try:
            submit(self.reading, self.bound.cleaned.values, form=self.form, actor=request.user)
        except (ReviewError, ValueError) as error:
            self.complaint = str(error)
            return self.shown(409)
        self.bound.settle()
        messages.success(request, _("评查已提交，谢谢。"))
        return redirect("reviews_readings")

    def shown(self, status: int = 200) -> HttpResponse:
        context = {
            "reading": self.reading,
            "sent": self.sent,
            "dossier": dossier_of(self.reading.sampled.case),
            "bound": self.bound,
            "complaint": self.complaint,
            "decline": WordsForm(label=_("为什么不能评查")),
            "requirements": sheets.REQUIREMENTS in self.form.by_code,
            "pass_mark": self.reading.sampled.round.pass_mark,
        }
        return TemplateResponse(self.request, "reviews/admin/reading.html", context, status=status)


@method_decorator(never_cache, name="dispatch")
class PaperView(ReadingView):
    """What a paper says; its file bears names and is not handed out."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = CasePaper.objects.select_related("paper", "case__organisation")
        made = get_object_or_404(rows, pk=kwargs["paper_id"], case=self.reading.sampled.case_id)
        try:
            said = text_of(made)
        except FileNotFoundError:
            raise Http404(_("文件不在了。")) from None
        context = {"reading": self.reading, "paper": made, "said": said}
        return TemplateResponse(request, "reviews/admin/paper.html", context)


class DeclineView(ReadingView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = WordsForm(request.POST)
        try:
            decline(self.reading, form.data.get("text", ""), actor=request.user)
        except ReviewError as error:
            messages.error(request, str(error))
            return redirect("reviews_reading", self.reading.pk)
        messages.success(request, _("已转给别的评查员。"))
        return redirect("reviews_readings")
