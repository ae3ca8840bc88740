"""The page of a survey: what it is about, what was said, and the ways to ask."""

import io
from typing import Any

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from services.cases.admin.access import CaseView
from services.voices import matters
from services.voices.actions.ask_by_hand import ask_by_hand, open_by_hand
from services.voices.actions.link_for import link_for
from services.voices.actions.say import say
from services.voices.admin.access import WORK, SurveyView, WorkView, may_read
from services.voices.errors import VoiceError
from services.voices.forms import Recorded
from services.voices.models import Channel


@method_decorator(never_cache, name="dispatch")
class PageView(SurveyView):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        matter = matters.of(self.survey.about)
        context = {
            "survey": self.survey,
            "reads": may_read(request),
            "works": request.user.has_perm(WORK) and not self.survey.is_said,
            "url": matter.url if matter else "",
            "links": list(self.survey.links.all()[:20]),
        }
        return TemplateResponse(request, "voices/admin/survey.html", context)


class OpenView(CaseView):
    """From the page of a case nobody was asked about yet."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            survey = open_by_hand(self.case, doer=self.doer)[0]
        except VoiceError as refused:
            messages.error(request, str(refused))
            return redirect("cases_page", self.case.pk)
        return redirect("voices_survey", survey.pk)


@method_decorator(never_cache, name="dispatch")
class LinkView(WorkView):
    """A new link, shown this once: a square for the tablet, or a slip to print."""

    http_method_names = ["post"]
    templates = {
        Channel.TABLET.value: "voices/admin/tablet.html",
        Channel.PAPER.value: "voices/admin/slip.html",
    }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        channel = request.POST.get("channel", "")
        if channel not in self.templates:
            return redirect("voices_survey", self.survey.pk)
        try:
            path = link_for(self.survey, channel)
        except VoiceError as refused:
            messages.error(request, str(refused))
            return redirect("voices_survey", self.survey.pk)
        address = request.tenant.root_url + path
        context = {
            "survey": self.survey,
            "path": path,
            "address": address,
            "door": request.tenant.root_url.partition("//")[2] + reverse("voices:find"),
            "code": path.rstrip("/").rpartition("/")[2],
            "square": _square(address),
            "until": self.survey.links.first().until,
        }
        return TemplateResponse(request, self.templates[channel], context)


class SendView(WorkView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            ask_by_hand(self.survey, actor=request.user)
            messages.success(request, _("评价链接已经发出。"))
        except VoiceError as refused:
            messages.error(request, str(refused))
        return redirect("voices_survey", self.survey.pk)


class RecordView(WorkView):
    """What a person said on the telephone or on paper, written down for them."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.survey.is_said:
            return redirect("voices_survey", self.survey.pk)
        return self._page(Recorded(initial={"channel": Channel.PHONE}))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = Recorded(request.POST)
        if not form.is_valid():
            return self._page(form, status=400)
        try:
            say(self.survey, recorded_by=request.user, **form.cleaned_data)
            messages.success(request, _("评价已登记。"))
        except VoiceError as refused:
            messages.error(request, str(refused))
        return redirect("voices_survey", self.survey.pk)

    def _page(self, form: Recorded, status: int = 200) -> HttpResponse:
        context = {"survey": self.survey, "form": form}
        return TemplateResponse(self.request, "voices/admin/record.html", context, status=status)


def _square(address: str) -> SafeString:
    out = io.BytesIO()
    segno.make(address, error="m").save(
        out, kind="svg", border=2, xmldecl=False, svgns=True, nl=False, omitsize=True
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308 (made here, of an address made here)
