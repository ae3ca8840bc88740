"""Somebody stands at the counter, calls, or a case comes from elsewhere: choose the procedure, fill in, print."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.cache import never_cache

from services.cases.actions.register import register
from services.cases.actors import member
from services.cases.admin.access import WorkView
from services.cases.admin.receipt import hand_over
from services.cases.application import application_form
from services.cases.errors import CaseError
from services.cases.families import by_family
from services.cases.models import Case
from services.cases.queries.procedures import all_in_force
from services.cases.rules import REGISTERS
from services.forms.spec import Form
from services.inputs.bound import Bound
from services.procedures.spec import Procedure

CHANNELS = (
    Case.Channel.COUNTER,
    Case.Channel.PHONE,
    Case.Channel.TRANSFERRED,
    Case.Channel.PATROL,
)

# Most who come speak for themselves.
USUAL = {"filled_by": "self", "applicant_kind": "person", "respondent_kind": "person"}


class ChannelForm(forms.Form):
    channel = forms.ChoiceField(
        label=gettext_lazy("怎样收到的"),
        choices=[(one.value, one.label) for one in CHANNELS],
        initial=Case.Channel.COUNTER,
        widget=forms.RadioSelect,
    )


class _Registers(View):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.roles & REGISTERS:
            raise PermissionDenied(_("您的角色不登记案件。"))
        return super().dispatch(request, *args, **kwargs)


class ChooseView(WorkView, _Registers):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        context = {"families": by_family(all_in_force(request.tenant).values())}
        return TemplateResponse(request, "cases/admin/choose.html", context)


@method_decorator(never_cache, name="dispatch")
class RegisterView(WorkView, _Registers):
    complaint = ""

    @cached_property
    def declared(self) -> tuple[Procedure, Form]:
        try:
            return application_form(self.request.tenant, self.kwargs["procedure"])
        except KeyError:
            raise Http404 from None

    @cached_property
    def bound(self) -> Bound:
        procedure, form = self.declared
        usual = {code: value for code, value in USUAL.items() if code in form.by_code}
        return Bound.of(self.request, form, "case", initial=usual, draft=f"register-{procedure.code}")

    @cached_property
    def channel(self) -> ChannelForm:
        return ChannelForm(self.request.POST or None, auto_id="register-%s", label_suffix="")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (self.bound.valid and self.channel.is_valid()):
            return self.shown()
        procedure, form = self.declared
        try:
            opened = register(
                procedure.code,
                form,
                self.bound.cleaned.values,
                files=self.bound.files,
                channel=self.channel.cleaned_data["channel"],
                doer=member(request.user, None, request.roles),
            )
        except CaseError as error:
            self.complaint = str(error)
            return self.shown(status=409)
        self.bound.settle()
        hand_over(request, opened.case, opened.code)
        return redirect("cases_receipt", opened.case.pk)

    def shown(self, status: int = 200) -> HttpResponse:
        procedure, _form = self.declared
        context = {
            "procedure": procedure,
            "bound": self.bound,
            "channel": self.channel,
            "complaint": self.complaint,
        }
        return TemplateResponse(self.request, "cases/admin/register.html", context, status=status)
