"""The page of a step: what it asks, what it brings about, and the button."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from services.cases import beside, gather
from services.cases.actions.take_step import take_step
from services.cases.actors import Doer
from services.cases.admin.access import CaseView
from services.cases.errors import CaseError, Overtaken
from services.cases.models import Case, CaseEvent
from services.cases.queries.procedures import declared
from services.cases.queries.rows import held_by
from services.cases.rules import visible
from services.cases.step_form import known, step_form, taken
from services.forms.spec import Form
from services.inputs.bound import Bound
from services.procedures import engine
from services.procedures.facts import Offer
from services.procedures.spec import Procedure, Transition

WORKLIST = "cases_modeladmin_index"
# Known numbers of people are not shown for filling in again, and files not asked for twice: the case has them.
_NOT_AGAIN = ("phone", "identity_number", "file", "signature")


def offers(case: Case, procedure: Procedure, doer: Doer) -> tuple[Offer, ...]:
    return engine.open_to(
        procedure, gather.facts(case, procedure), doer.as_actor(procedure), naming=gather.HANDLER_FIELDS
    )


def form_of(case: Case, procedure: Procedure, way: Transition) -> Form:
    form = step_form(procedure, way)
    asked = tuple(one for one in form.fields if not (one.type in _NOT_AGAIN and case.data.get(one.code)))
    return replace(form, fields=asked)


@method_decorator(never_cache, name="dispatch")
class StepView(CaseView):
    overtaken = ""
    complaint = ""

    @cached_property
    def procedure(self) -> Procedure:
        return declared(self.case.version)

    @cached_property
    def way(self) -> Transition:
        found = self.procedure.by_transition.get(self.kwargs["transition"])
        if found is None:
            raise Http404
        return found

    @cached_property
    def offer(self) -> Offer | None:
        found = offers(self.case, self.procedure, self.doer)
        return next((one for one in found if one.transition.code == self.way.code), None)

    @cached_property
    def bound(self) -> Bound:
        form = form_of(self.case, self.procedure, self.way)
        draft = f"case-{self.case.pk}-{self.way.code}"
        return Bound.of(self.request, form, "step", initial=known(self.case, form), draft=draft)

    @property
    def elsewhere(self) -> str:
        """The address where this step is taken with more than its form, if that is not here."""
        address = beside.step_address(self.case, self.way)
        return address if address != self.request.path else ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.elsewhere:
            return redirect(self.elsewhere)
        if self.offer is None:
            words = {"step": self.way.name}
            messages.warning(request, _("“%(step)s”现在不能办理：案件已到别的环节，或者不由您办理。") % words)
            return redirect("cases_page", self.case.pk)
        return self.shown()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.elsewhere:
            return redirect(self.elsewhere)
        if not self.bound.valid:
            return self.shown()
        data, confirmed = taken(self.bound.form, self.bound.cleaned.values)
        try:
            event = self.take(
                doer=self.doer,
                data=data,
                confirmed=confirmed,
                files=self.bound.files,
                revision=_revision(request),
            )
        except Overtaken as error:
            self.overtaken = str(error)
            self.case.refresh_from_db()
            return self.shown(status=409)
        except CaseError as error:
            self.complaint = str(error)
            return self.shown(status=409)
        self.bound.settle()
        self.case.refresh_from_db()
        return self.done(event.text)

    def take(self, **filled: Any) -> CaseEvent:
        return take_step(self.case, self.way.code, **filled)

    def done(self, step: str) -> HttpResponse:
        """Back to the case, or to the list where the case is no longer this person's to see."""
        turn = held_by(self.procedure, self.case.turn, {})
        said = _("已办理“%(step)s”，现在轮到%(who)s。") if turn else _("已办理“%(step)s”。")
        messages.success(self.request, said % {"step": step, "who": turn})
        cases = visible(Case.objects.filter(pk=self.case.pk), self.request.user, self.request.roles)
        return redirect("cases_page", self.case.pk) if cases.exists() else redirect(WORKLIST)

    def shown(self, status: int = 200) -> HttpResponse:
        """After somebody was faster: the case as it is now, with everything that was typed still in the form."""
        after = self.procedure.by_state[self.way.to]
        context = {
            "case": self.case,
            "way": self.way,
            "bound": self.bound,
            "offer": self.offer,
            "revision": self.case.revision,
            "overtaken": self.overtaken,
            "complaint": self.complaint,
            "after": after,
            "then": held_by(self.procedure, self.procedure.turn(after.code), {}),
            "papers": [self.procedure.documents[code] for code in self.way.documents],
        }
        return TemplateResponse(self.request, "cases/admin/step.html", context, status=status)


def _revision(request: HttpRequest) -> int:
    """What the person saw. A form without it has seen nothing."""
    said = request.POST.get("revision", "")
    return int(said) if said.isdigit() else -1
