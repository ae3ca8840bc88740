"""Somebody stands at the counter, calls, or a case comes from elsewhere: choose the procedure, fill in, print."""

from dataclasses import replace
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
from services.cases.queries.citizen_case import is_for_citizens
from services.cases.queries.procedures import all_in_force
from services.cases.rules import REGISTERS
from services.forms.spec import Field, Form
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


# What the form asks of people themselves, as somebody asks it who writes down for them.
WORDS = {
    "filled_by": gettext_lazy("谁来申请"),
    "helper_name": gettext_lazy("代理人（代办人）姓名"),
    "helper_phone": gettext_lazy("代理人（代办人）电话"),
    "helper_relation": gettext_lazy("和申请人的关系"),
    "dispute_requests": gettext_lazy("希望怎样解决"),
    "contact_care": gettext_lazy("怎样联系才安全"),
    "complainant_name": gettext_lazy("投诉人姓名"),
}
CHOICES = {
    "filled_by": {
        "self": gettext_lazy("本人"),
        "agent": gettext_lazy("代理人（监护人、受委托的人）"),
        "helper": gettext_lazy("别人代办"),
    },
    "helper_consent": {"yes": gettext_lazy("内容已念给申请人听，申请人同意代办")},
}


def _at_the_window(field: Field) -> Field:
    said = {code: str(label) for code, label in CHOICES.get(field.code, {}).items()}
    options = tuple((code, said.get(code, label)) for code, label in field.options)
    if field.code not in WORDS:
        return replace(field, options=options)
    return replace(field, label=str(WORDS[field.code]), help="", options=options)


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
        procedures = list(all_in_force(request.tenant).values())
        context = {
            "families": by_family(one for one in procedures if is_for_citizens(one)),
            "others": by_family(one for one in procedures if not is_for_citizens(one)),
        }
        return TemplateResponse(request, "cases/admin/choose.html", context)


@method_decorator(never_cache, name="dispatch")
class RegisterView(WorkView, _Registers):
    complaint = ""

    @cached_property
    def declared(self) -> tuple[Procedure, Form]:
        try:
            procedure, form = application_form(self.request.tenant, self.kwargs["procedure"])
        except KeyError:
            raise Http404 from None
        return procedure, replace(form, fields=tuple(_at_the_window(field) for field in form.fields))

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
