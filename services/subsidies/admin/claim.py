"""The page of one claim: its lines, what stands beside them, and the step that is next."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from services.calendar import periods
from services.cases.errors import CaseError
from services.cases.queries.promise import Clause
from services.subsidies import beneath
from services.subsidies.actions.decide import Payer, approve, refuse, send_back
from services.subsidies.actions.pay import claw_back
from services.subsidies.actions.set_lines import set_lines
from services.subsidies.actions.submit import submit
from services.subsidies.admin.access import ClaimView, approves, compiles
from services.subsidies.admin.claims import state_of
from services.subsidies.clauses import clauses_of, linked
from services.subsidies.errors import NotInOrder, SubsidyError
from services.subsidies.forms import ApproveForm, ClawBackForm, LineForm, PetitionForm, RefuseForm, ReturnForm
from services.subsidies.models import ClaimLine
from services.subsidies.queries.claims import full
from services.subsidies.queries.found import ended_before
from services.subsidies.queries.money import purse, year_of
from services.subsidies.queries.rates import choices, officials, procedure
from services.subsidies.rules import may_not_approve
from services.subsidies.schemes import Scheme

EDITED = {"compiled", "returned"}


@dataclass
class Shown:
    """A line with what stands beside it."""

    line: ClaimLine
    clauses: list[Clause]
    findings: list[str]
    form: LineForm | None
    wrong: str = ""


class OneView(ClaimView):
    http_method_names = ["get", "head", "post"]
    wrong: dict[int, str]
    refused: dict[str, forms.Form]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._draw()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lines that were typed are kept even where the step is refused."""
        deed = {
            "save": self._save,
            "submit": self._submit,
            "approve": self._approve,
            "return": self._return,
            "refuse": self._refuse,
            "claw_back": self._claw_back,
        }.get(request.POST.get("do", ""))
        if deed is None:
            raise Http404
        try:
            said = deed()
        except NotInOrder as error:
            self.wrong = error.lines
            messages.error(request, str(error))
        except (SubsidyError, CaseError) as error:
            messages.error(request, str(error))
        else:
            if said:
                messages.success(request, said)
                return redirect("subsidies_claim", self.claim.pk)
        return self._draw(status=400)

    def _save(self) -> str:
        return _("明细已保存。") if self._keep() else ""

    def _submit(self) -> str:
        if not self._keep():
            return ""
        made = submit(self.claim, actor=self.request.user)
        if len(made) == 1:
            return _("已申报。")
        return _("已申报。不同档次的明细分成了%(count)d份申报。") % {"count": len(made)}

    def _approve(self) -> str:
        form = self._form("approve")
        if not (self._keep() and form.is_valid()):
            return ""
        payer = form.told() if isinstance(form, PetitionForm) else Payer()
        approve(self.claim, actor=self.request.user, compliant=form.cleaned_data["compliant"], payer=payer)
        return _("已核定。")

    def _return(self) -> str:
        form = self._form("return")
        if not form.is_valid():
            return ""
        send_back(self.claim, actor=self.request.user, items=form.cleaned_data["items"])
        return _("已退回补正。")

    def _refuse(self) -> str:
        form = self._form("refuse")
        if not form.is_valid():
            return ""
        refuse(self.claim, actor=self.request.user, **form.cleaned_data)
        return _("已决定不予补贴。")

    def _claw_back(self) -> str:
        form = self._form("claw_back")
        if not form.is_valid():
            return ""
        amount = claw_back(
            self.claim,
            form.cleaned_data["lines"],
            actor=self.request.user,
            reason=form.cleaned_data["reason"],
        )
        return _("已登记追回%(amount)s元。") % {"amount": amount}

    def _keep(self) -> bool:
        """What was typed for the lines; False where it cannot be read."""
        read = {one.line.pk: one.form for one in self.lines if one.form is not None}
        valid = [form.is_valid() for form in read.values()]
        if not all(valid):
            messages.error(self.request, _("有的内容没有填对，请看各行的说明。"))
            return False
        with transaction.atomic():
            set_lines(self.claim, {key: form.typed() for key, form in read.items()}, actor=self.request.user)
        return True

    @cached_property
    def checking(self) -> bool:
        return self.claim.case.state == "submitted"

    @cached_property
    def may_type(self) -> bool:
        if self.checking:
            return not may_not_approve(self.request.user, self.claim)
        return self.claim.case.state in EDITED and compiles(self.request)

    @cached_property
    def lines(self) -> list[Shown]:
        lines = list(self.claim.lines.all())
        found = beneath.open_about([line.about_id for line in lines if line.about_id])
        period = periods.read(self.claim.period)
        offered = choices(self.claim.scheme, period.last if period else timezone.localdate())
        return [self._shown(line, found.get(line.about_id or 0, []), offered) for line in lines]

    def _shown(self, line: ClaimLine, findings: list[str], offered: Any) -> Shown:
        form = None
        if self.may_type and line.state == ClaimLine.State.CLAIMED:
            data = self.request.POST if self.request.method == "POST" else None
            typed = data if data is not None and f"line-{line.pk}-amount" in data else None
            form = LineForm(line, offered, typed, doubted=bool(findings), checking=self.checking)
        return Shown(line, clauses_of(line.clauses), findings, form)

    def _form(self, name: str) -> forms.Form:
        data = self.request.POST if self.request.POST.get("do") == name else None
        if name == "approve":
            form = PetitionForm(data) if self.claim.scheme == Scheme.PETITION else ApproveForm(data)
        elif name == "claw_back":
            paid = [line for line in self.claim.lines.all() if line.state == ClaimLine.State.PAID]
            form = ClawBackForm(paid, data)
        else:
            form = ReturnForm(data) if name == "return" else RefuseForm(data)
        if data is not None:
            self.refused = {name: form}
        return form

    def _draw(self, status: int = 200) -> HttpResponse:
        refused = getattr(self, "refused", {})
        wrong = getattr(self, "wrong", {})
        if status != 200 and not any(
            one.form and one.form.is_bound and not one.form.is_valid() for one in self.lines
        ):
            self._again()
        for one in self.lines:
            one.wrong = wrong.get(one.line.pk, "")
        period, year = periods.read(self.claim.period), year_of(self.claim)
        context = {
            "claim": self.claim,
            "period": period,
            "earlier": period and any(ended_before(one.line.about, period) for one in self.lines),
            "state": state_of(self.claim),
            "lines": self.lines,
            "may_type": self.may_type,
            "checking": self.checking,
            "why_not": may_not_approve(self.request.user, self.claim)
            if self.checking and approves(self.request)
            else "",
            "forms": {
                name: refused.get(name) or self._form(name)
                for name in ("approve", "return", "refuse", "claw_back")
            },
            "bar": officials(self.claim.scheme),
            "purse": purse(self.claim.scheme, year),
            "year": year,
            "basis": linked(procedure().by_transition["approve"].basis),
            "compiles": compiles(self.request),
            "approves": approves(self.request),
            "may_change_payee": self.request.user.has_perm("subsidies.change_payee"),
        }
        return TemplateResponse(self.request, "subsidies/admin/claim.html", context, status=status)

    def _again(self) -> None:
        """What was typed has been kept: the lines are drawn as they stand now."""
        found = full(self.claim.pk)
        if found is None:
            raise Http404
        self.claim = found
        for name in ("lines", "checking", "may_type"):
            self.__dict__.pop(name, None)
