"""The step that names a lawyer: the list in its order with reasons, then the rest of the step's form."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from services.cases import bases
from services.cases.admin.steps import StepView, form_of
from services.cases.models import CaseEvent
from services.cases.queries.promise import promise
from services.cases.step_form import known
from services.directory.codes import LANGUAGES
from services.directory.matters import taxonomy
from services.inputs.bound import Bound
from services.legal_aid.actions.assign import FIELD, FIRM, assign
from services.legal_aid.candidates import (
    DOCUMENT,
    FULL_TIME_FIRST,
    MANY_RECORDS,
    QUALITY,
    SUSPENSION,
    Candidate,
    language_decides,
    reason_of_language,
)
from services.legal_aid.facts import candidates, lacks_matter, need_of, off_the_list
from services.procedures.terms import Basis

# Filled in by the choice itself.
_CHOSEN = (FIELD, FIRM)
# Clocks that end on the day.
_TODAY = ("assign", "handover")
MOST_REASON = 300


@method_decorator(never_cache, name="dispatch")
class AssignView(StepView):
    def _said(self, name: str) -> str:
        said = self.request.POST if self.request.method == "POST" else self.request.GET
        return said.get(name, "")

    @cached_property
    def needed(self) -> dict[str, str]:
        """What the officer says the case needs, as far as the case does not say it."""
        language, matter = self._said("language"), self._said("matter")
        known = lacks_matter(self.case) and matter in taxonomy().matters
        return {"language": language if language in LANGUAGES else "", "matter": matter if known else ""}

    @cached_property
    def listed(self) -> list[Candidate]:
        return candidates(self.case, **self.needed)

    @cached_property
    def bound(self) -> Bound:
        form = form_of(self.case, self.procedure, self.way)
        form = replace(form, fields=tuple(one for one in form.fields if one.code not in _CHOSEN))
        draft = f"case-{self.case.pk}-{self.way.code}-assign"
        initial = {"assistant_name": {"name": self.doer.name}} | known(self.case, form)
        initial = {code: value for code, value in initial.items() if code in form.by_code}
        return Bound.of(self.request, form, "step", initial=initial, draft=draft)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.bound.valid and self.chosen is None:
            self.complaint = _("请选定一名律师。")
            return self.shown(status=400)
        return super().post(request, *args, **kwargs)

    def take(self, **filled: Any) -> CaseEvent:
        made = assign(
            self.case,
            self.way.code,
            lawyer=self.chosen,
            team=self.team,
            reason=self.request.POST.get("reason", "")[:MOST_REASON],
            **self.needed,
            **filled,
        )
        return made.event

    @cached_property
    def chosen(self) -> int | None:
        said = self.request.POST.get("lawyer", "")
        return int(said) if said.isdigit() else None

    @cached_property
    def team(self) -> list[int]:
        return [int(one) for one in self.request.POST.getlist("team") if one.isdigit()]

    def shown(self, status: int = 200) -> HttpResponse:
        response = super().shown(status)
        able = [one for one in self.listed if one.place is not None]
        by_language = language_decides(self.listed)
        need = need_of(self.case, **self.needed)
        first = able[0].key if able and not by_language else None
        reason = reason_of_language(need) if by_language else ""
        response.template_name = "legal_aid/admin/assign.html"
        response.context_data |= {
            "able": able,
            "barred": [one for one in self.listed if one.place is None],
            "chosen": self.chosen if self.chosen is not None else first,
            "team": self.team,
            "reason": self.request.POST.get("reason", reason),
            "by_language": by_language,
            "need": need,
            "off_the_list": off_the_list(),
            "languages": LANGUAGES.items(),
            "matters": taxonomy().choices() if lacks_matter(self.case) else (),
            **self.needed,
            "clocks": [
                one for one in promise(self.case).limits if one.code in _TODAY and one.status != "stopped"
            ],
            "clauses": [
                (clause, bases.address(Basis(DOCUMENT, clause)))
                for clause in (FULL_TIME_FIRST, MANY_RECORDS, QUALITY, SUSPENSION)
            ],
        }
        return response
