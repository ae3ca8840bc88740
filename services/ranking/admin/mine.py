"""我为什么在这个位置: the own line of whoever reads it, and the door to object."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem

from services.ranking.actions.object import is_open, is_over, object_to
from services.ranking.admin.access import RankedView, is_ranked
from services.ranking.errors import RankingError
from services.ranking.forms import ObjectForm
from services.ranking.models import Entry
from services.ranking.standing import own_cases, own_entries, standing


class MineView(RankedView):
    """The newest first; another by the key of its edition, and by its code where somebody has several lines in one."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return shown(request, _chosen(request, kwargs.get("pk"), request.GET.get("line", "")))


class ObjectView(RankedView):
    """`pk` is the edition: its lines are made anew when it is counted again."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        entry = _chosen(request, kwargs["pk"], request.POST.get("line", ""))
        if entry is None:
            raise Http404
        form = ObjectForm(request.POST, label_suffix="")
        if not form.is_valid():
            return shown(request, entry, form, status=400)
        try:
            object_to(entry, form.cleaned_data["text"], actor=request.user)
        except RankingError as refusal:
            form.add_error("text", str(refusal))
            return shown(request, entry, form, status=409)
        messages.success(request, _("异议已经收到，答复以后会通知您。"))
        return redirect(f"{reverse('ranking_mine_of', args=[kwargs['pk']])}?line={entry.code}")


def _chosen(request: HttpRequest, edition: int | None, code: str) -> Entry | None:
    """404 for an edition in which this person has no such line, and for one that was not told yet."""
    for entry in own_entries(request.user):
        if edition in (None, entry.edition_id) and code in ("", entry.code):
            return entry
    if edition is not None:
        raise Http404
    return None


def shown(
    request: HttpRequest, chosen: Entry | None, form: ObjectForm | None = None, status: int = 200
) -> HttpResponse:
    cases, others = own_cases(chosen, request.user, request.roles) if chosen else ([], 0)
    found = standing(chosen) if chosen else None
    waits = found is not None and any(one.answered_at is None for one in found.objections)
    opens = found is not None and is_open(found.edition, timezone.now()) and not waits
    context = {
        "one": found,
        "history": own_entries(request.user),
        "cases": cases,
        "other_cases": others,
        "over": found is not None and is_over(found.edition, timezone.now()),
        "form": (form or ObjectForm(label_suffix="")) if opens or form else None,
    }
    response = TemplateResponse(request, "ranking/admin/mine.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


class MineMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_ranked(request)


def menu_item() -> MenuItem:
    return MineMenuItem(
        gettext_lazy("我的排名"),
        reverse_lazy("ranking_mine"),
        name="own-ranking",
        icon_name="order",
        order=331,
    )
