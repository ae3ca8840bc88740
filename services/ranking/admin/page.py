"""One edition in the back office: what it says, what comes next, the objections."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from services.calendar.half_years import half_year
from services.ranking.actions.answer import answer
from services.ranking.actions.count import count_again
from services.ranking.actions.open_objections import days_of, open_objections
from services.ranking.actions.publish import in_the_way, publish
from services.ranking.actions.withdraw import LONGEST as LONGEST_REASON
from services.ranking.actions.withdraw import withdraw
from services.ranking.admin.access import EditionView
from services.ranking.errors import RankingError
from services.ranking.forms import AnswerForm
from services.ranking.models import Edition, Objection
from services.ranking.public.edition import shown
from services.ranking.rules import in_force, may_count
from tenants.models import JournalEntry
from tenants.verbs import particulars

MOST_NAMES = 30


class PageView(EditionView):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return page(request, self.edition)


class PreviewView(EditionView):
    """As it will be published."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        context = shown(self.edition, request.GET.get("q", ""), request.GET.get("page"))
        preview = not self.edition.is_published
        response = TemplateResponse(request, "ranking/public/edition.html", context | {"preview": preview})
        response["Cache-Control"] = "no-store"
        return response


def page(
    request: HttpRequest, edition: Edition, refused: tuple[int, AnswerForm] | None = None, status: int = 200
) -> HttpResponse:
    """`refused`: the key of an objection and the form that was not accepted, with what was typed."""
    works = may_count(request.roles)
    entries = edition.entries.all()
    changed = list(entries.filter(code__in=edition.changed[:MOST_NAMES]).values_list("name", flat=True))
    objections = list(edition.objections.select_related("answered_by"))
    context = {
        "edition": edition,
        "period": half_year(edition.since),
        "works": works,
        "first": entries.filter(rank__isnull=False)[:3],
        "ranked": entries.filter(rank__isnull=False).count(),
        "unranked": entries.filter(rank=None).count(),
        "changed": changed,
        "more_changed": len(edition.changed) - len(changed),
        "objections": [(one, _form(one, refused) if works else None) for one in objections],
        "days": days_of(edition),
        "longest_reason": LONGEST_REASON,
        "in_the_way": in_the_way(edition, actor=request.user, held=request.roles),
        "other_formula": not edition.is_published and in_force(edition.board) != edition.formula,
        "events": [(one, particulars(one.data)) for one in _events(edition)],
    }
    response = TemplateResponse(request, "ranking/admin/edition.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _form(objection: Objection, refused: tuple[int, AnswerForm] | None) -> AnswerForm | None:
    if objection.answered_at is not None:
        return None
    if refused and refused[0] == objection.pk:
        return refused[1]
    return AnswerForm(prefix=f"o{objection.pk}", label_suffix="")


def _events(edition: Edition) -> list[JournalEntry]:
    kind = edition._meta.label_lower
    rows = JournalEntry.objects.filter(subject_kind=kind, subject_id=str(edition.pk))
    return list(rows.order_by("at", "pk"))


class DoView(EditionView):
    """A button of the page."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("what") == "withdraw":
            return self._withdraw()
        does = {"open": self._open, "again": self._again, "publish": self._publish}
        what = does.get(request.POST.get("what", ""))
        if what is None:
            return page(request, self.edition, status=400)
        try:
            messages.success(request, what())
        except RankingError as refusal:
            messages.error(request, str(refusal))
        return redirect("ranking_edition", self.edition.pk)

    def _withdraw(self) -> HttpResponse:
        reason = self.request.POST.get("reason", "")
        try:
            withdraw(self.edition, reason, actor=self.request.user, held=self.request.roles)
        except RankingError as refusal:
            messages.error(self.request, str(refusal))
            return redirect("ranking_edition", self.edition.pk)
        messages.success(self.request, _("已作废，这个半年可以重新统计。"))
        return redirect("rankings_modeladmin_index")

    def _open(self) -> str:
        made = open_objections(self.edition, actor=self.request.user, held=self.request.roles)
        return _("已通报本人，异议期到%(day)s。") % {"day": f"{made.objections_until:%Y-%m-%d}"}

    def _again(self) -> str:
        changed = count_again(self.edition, actor=self.request.user, held=self.request.roles)
        if not changed:
            return _("已重新统计，没有变化。")
        return _("已重新统计，%(many)s行有变化。") % {"many": len(changed)}

    def _publish(self) -> str:
        publish(self.edition, actor=self.request.user, held=self.request.roles)
        return _("已公布，以后不再改动。")


class AnswerView(EditionView):
    """`pk` is the edition, `objection` one of its own."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = self.edition.objections.filter(pk=kwargs["objection_id"]).first()
        if found is None:
            return redirect("ranking_edition", self.edition.pk)
        form = AnswerForm(request.POST, prefix=f"o{found.pk}", label_suffix="")
        if not form.is_valid():
            return page(request, self.edition, (found.pk, form), status=400)
        said = form.cleaned_data
        try:
            answer(found, said["text"], upheld=said["upheld"], actor=request.user, held=request.roles)
        except RankingError as refusal:
            form.add_error(None, str(refusal))
            return page(request, self.edition, (found.pk, form), status=409)
        messages.success(request, _("已答复，并已通知本人。"))
        return redirect("ranking_edition", self.edition.pk)
