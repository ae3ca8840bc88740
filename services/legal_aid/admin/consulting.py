"""Consultations: written down in seconds, put right on the same day, called back, passed on."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from services.cases.errors import CaseError
from services.cases.models import Case
from services.cases.rules import visible as visible_cases
from services.directory.models import Lawyer
from services.directory.queries import lawyer_of
from services.legal_aid.actions.pass_on import PROCEDURES
from services.legal_aid.actions.record_consultation import (
    correct_consultation,
    record_consultation,
    withdraw_consultation,
)
from services.legal_aid.admin.access import StaffView
from services.legal_aid.consulting import fields, last_of, listed, of_today, promised
from services.legal_aid.forms.consulting import ConsultationForm
from services.legal_aid.models import Consultation
from services.legal_aid.models.consultation import USUAL_MINUTES
from services.legal_aid.rules import OFFICE, answers_for, may_correct, visible
from services.legal_aid.shifts import running
from services.voices.rules import WORKS as ASKS_FOR_VOICES
from tenants import roles
from tenants.phones import masked, spaced

VIEW, ADD = "legal_aid.view_consultation", "legal_aid.add_consultation"
INDEX, NEW = "consultations_modeladmin_index", "legal_aid_consult"
PER_PAGE = 50
# What the form has as the row has it.
_KEPT = (
    "matter", "channel", "answer", "call_back_on", "lawyer", "organisation", "minutes", "crowd", "name", "summary",
)  # fmt: skip
_POINTS_OF_DUTY = Consultation.Channel.STATION


def only_for_themselves(request: HttpRequest) -> Lawyer | None:
    """A lawyer writes down what they answered; who works for the office too writes for others."""
    if request.roles & (OFFICE | {roles.RECEPTIONIST}):
        return None
    return lawyer_of(request.user)


class ListView(StaffView):
    permission = VIEW
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seen = visible(listed(), request.user, request.roles).defer("name", "phone", "summary")
        context = {
            "waiting": promised(seen),
            "page": Paginator(seen, PER_PAGE).get_page(request.GET.get("p")),
            "may_add": request.user.has_perm(ADD),
        }
        return TemplateResponse(request, "legal_aid/admin/consultations.html", context)


@method_decorator(never_cache, name="dispatch")
class AddView(StaffView):
    """Stays open for the next one."""

    permission = ADD

    @cached_property
    def own(self) -> Lawyer | None:
        return only_for_themselves(self.request)

    @cached_property
    def shift(self) -> Any:
        return running(self.own or lawyer_of(self.request.user))

    @cached_property
    def form(self) -> ConsultationForm:
        point = self.shift.roster.organisation if self.shift else None
        return ConsultationForm(self.request.POST or None, own=self.own, point=point, initial=self._usual())

    def _usual(self) -> dict[str, Any]:
        """As the duty that runs says, else as the last one was."""
        last = last_of(self.request.user)
        said: dict[str, Any] = {"answer": Consultation.Answer.ANSWERED, "minutes": USUAL_MINUTES}
        if last is not None:
            said |= {"channel": last.channel, "organisation": last.organisation, "lawyer": last.lawyer}
        else:
            said |= {"channel": _POINTS_OF_DUTY if self.shift else Consultation.Channel.COUNTER}
        return said | ({"organisation": self.shift.roster.organisation} if self.shift else {})

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.shown(status=400)
        try:
            made = record_consultation(self.form.asked, actor=request.user, ask=self.form.cleaned_data["ask"])
        except CaseError as error:
            messages.error(request, str(error))
            return self.shown(status=409)
        if made.answer in PROCEDURES:
            messages.success(request, _("已登记。请在下面转办。"))
            return redirect("legal_aid_consultation", made.pk)
        messages.success(request, _("已登记，可以接着记下一件。"))
        return redirect(NEW)

    def shown(self, status: int = 200) -> HttpResponse:
        context = {
            "form": self.form,
            "fields": fields(),
            "shift": self.shift,
            "today": list(of_today(self.request.user)[:10]),
            "matter": self.form["matter"].value() or "",
        }
        return TemplateResponse(self.request, "legal_aid/admin/consult.html", context, status=status)


class _OfConsultation(View):
    asked: Consultation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = visible(listed(), request.user, request.roles).filter(pk=kwargs["pk"]).first()
        if found is None:
            raise Http404
        self.asked = found
        return super().dispatch(request, *args, **kwargs)


class ConsultationView(StaffView, _OfConsultation):
    permission = VIEW


@method_decorator(never_cache, name="dispatch")
class PageView(ConsultationView):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked, answers = self.asked, answers_for(self.asked, request.user)
        context = {
            "asked": asked,
            "phone": (spaced if answers else masked)(asked.phone) if asked.phone else "",
            "answers": answers and request.user.has_perm(ADD),
            "corrects": may_correct(asked, request.user),
            "to_call": asked.answer == Consultation.Answer.CALL_BACK and asked.called_back_at is None,
            "to_pass_on": asked.answer in PROCEDURES and asked.follow_up is None,
            "voices": bool(request.roles & ASKS_FOR_VOICES) and asked.source_id is None,
            "case_url": case_url(request, asked.follow_up),
            "source_url": case_url(request, asked.source),
        }
        return TemplateResponse(request, "legal_aid/admin/consultation.html", context)


def case_url(request: HttpRequest, case: Case | None) -> str:
    """Empty for a case that is not this person's to see."""
    if case is None:
        return ""
    seen = visible_cases(Case.objects.filter(pk=case.pk), request.user, request.roles)
    return reverse("cases_page", args=[case.pk]) if seen.exists() else ""


@method_decorator(never_cache, name="dispatch")
class CorrectView(ConsultationView):
    @cached_property
    def form(self) -> ConsultationForm:
        one = self.asked
        said = {name: getattr(one, name) for name in _KEPT}
        said |= {"phone": spaced(one.phone) if one.phone else ""}
        own = only_for_themselves(self.request)
        form = ConsultationForm(self.request.POST or None, own=own, point=one.organisation, initial=said)
        del form.fields["ask"]
        return form

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_correct(self.asked, request.user):
            raise PermissionDenied(_("咨询记录只能由登记人在当天更正。"))
        return self.shown()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if "withdraw" in request.POST:
                withdraw_consultation(self.asked, actor=request.user)
                messages.success(request, _("已删除。"))
                return redirect(NEW)
            if not self.form.is_valid():
                return self.shown(status=400)
            correct_consultation(self.asked, self.form.asked, actor=request.user)
        except CaseError as error:
            messages.error(request, str(error))
            return redirect("legal_aid_consultation", self.asked.pk)
        messages.success(request, _("已更正。"))
        return redirect("legal_aid_consultation", self.asked.pk)

    def shown(self, status: int = 200) -> HttpResponse:
        context = {
            "form": self.form,
            "fields": fields(),
            "asked": self.asked,
            "matter": self.form["matter"].value() or "",
        }
        return TemplateResponse(self.request, "legal_aid/admin/consult.html", context, status=status)
