"""What is done with a consultation afterwards: the call is made, it is passed on, the person is asked."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from services.cases.admin.receipt import hand_over
from services.cases.errors import CaseError
from services.legal_aid.actions.ask_for_voice import survey_of
from services.legal_aid.actions.call_back import called_back
from services.legal_aid.actions.pass_on import pass_on
from services.legal_aid.admin.consulting import ADD, INDEX, ConsultationView, case_url
from services.voices.rules import WORKS as ASKS_FOR_VOICES


class DoView(ConsultationView):
    """What is done with a consultation afterwards; `what` says which."""

    permission = ADD
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        deed = {"called": self._called, "pass-on": self._pass_on, "voice": self._voice}.get(
            request.POST.get("what", "")
        )
        if deed is None:
            raise Http404
        try:
            return deed()
        except CaseError as error:
            messages.error(request, str(error))
            return redirect("legal_aid_consultation", self.asked.pk)

    def _called(self) -> HttpResponse:
        called_back(self.asked, actor=self.request.user, ask="ask" in self.request.POST)
        messages.success(self.request, _("已记下回复时间。"))
        return redirect(INDEX)

    def _pass_on(self) -> HttpResponse:
        """The code of the new case is shown once: on its receipt, or here where the case is not theirs to see."""
        opened = pass_on(self.asked, actor=self.request.user)
        if case_url(self.request, opened.case):
            hand_over(self.request, opened.case, opened.code)
            return redirect("cases_receipt", opened.case.pk)
        words = {"number": opened.case.number, "code": opened.code}
        said = _("已转办，案号%(number)s，查询码%(code)s。请抄给咨询人，查询码只显示这一次。")
        messages.success(self.request, said % words)
        return redirect("legal_aid_consultation", self.asked.pk)

    def _voice(self) -> HttpResponse:
        """The page of the survey has the slip, the tablet and the message."""
        if not self.request.roles & ASKS_FOR_VOICES or self.asked.source_id:
            raise Http404
        return redirect("voices_survey", survey_of(self.asked).pk)
