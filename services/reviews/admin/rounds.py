"""The list of rounds, the announcement, and the page of a round."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from services.reviews.actions.announce import announce
from services.reviews.actions.assign_readers import assign_readers
from services.reviews.actions.draw import draw
from services.reviews.actions.publish import carry_on, publish
from services.reviews.admin.access import ANNOUNCE, RUN, RoundView, StaffView, sees_all
from services.reviews.admin.forms import AnnounceForm, DrawForm
from services.reviews.admin.tabs import tabs
from services.reviews.conflicts import REASONS
from services.reviews.errors import ReviewError
from services.reviews.models import Reading, Round
from services.reviews.readers import obstacles, open_readings, pool
from tenants.models import User


class RoundsView(StaffView):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Who only reads, or is read, has no list of rounds."""
        if not sees_all(request):
            return redirect("reviews_readings")
        rows = Round.objects.defer("listed").annotate(
            drawn=Count("sampled"), decided=Count("sampled", filter=Q(sampled__closed=True))
        )
        context = {"rounds": rows, "tabs": tabs(request), "may_announce": request.user.has_perm(ANNOUNCE)}
        return TemplateResponse(request, "reviews/admin/rounds.html", context)


class AnnounceView(StaffView):
    permission = ANNOUNCE
    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown(AnnounceForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = AnnounceForm(request.POST)
        if not form.is_valid():
            return self.shown(form, 400)
        said = form.cleaned_data
        try:
            row = announce(
                *form.chosen(),
                actor=request.user,
                seed_plan=said["seed_plan"],
                seed_on=said["seed_on"],
            )
        except ReviewError as error:
            form.add_error(None, str(error))
            return self.shown(form, 409)
        messages.success(request, _("已公告：名单和校验值在网上可以看到。"))
        return redirect("reviews_round", row.pk)

    def shown(self, form: AnnounceForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "tabs": tabs(self.request)}
        return TemplateResponse(self.request, "reviews/admin/announce.html", context, status=status)


class PageView(RoundView):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return page(request, self.row)


def page(
    request: HttpRequest, row: Round, *, form: DrawForm | None = None, status: int = 200
) -> HttpResponse:
    """How far each dossier is; of the readers how much each has to do, and never what."""
    live = Q(readings__declined_at=None)
    sampled = row.sampled.select_related("case").annotate(
        given=Count("readings", filter=live),
        sent=Count("readings", filter=live & Q(readings__submitted_at__isnull=False)),
    )
    found = list(sampled.order_by("place"))
    blind = open_readings(request.user).filter(sampled__round=row).exists()
    own = any(one.handler_user_id == request.user.pk for one in found)
    context = {
        "row": row,
        "tabs": tabs(request),
        "sampled": found,
        "decided": sum(one.closed for one in found),
        "waiting": sum(one.given < row.readings for one in found if not one.closed),
        "work": [] if own else _work(row),
        "readers": len(pool(row.board)),
        "form": form or DrawForm(),
        "too_early": timezone.localdate() < row.seed_on,
        "runs": request.user.has_perm(RUN),
        "refused": [] if blind else [one for one in found if one.refusal],
        "blind": blind,
    }
    return TemplateResponse(request, "reviews/admin/round.html", context, status=status)


def _work(row: Round) -> list[dict[str, Any]]:
    given = Reading.objects.filter(sampled__round=row, declined_at=None).order_by()
    rows = given.values("reviewer__name", "reviewer__username").annotate(
        given=Count("pk"), sent=Count("submitted_at")
    )
    return sorted(rows, key=lambda one: one["reviewer__name"])


class DeedView(RoundView):
    """A button of the page of a round."""

    permission = RUN
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        deed = _DEEDS.get(kwargs["deed"])
        if deed is None:
            raise Http404
        form = DrawForm(request.POST) if kwargs["deed"] == "draw" else None
        if form is not None and not form.is_valid():
            return page(request, self.row, form=form, status=400)
        try:
            said = deed(self.row, request, form)
        except PermissionDenied:
            raise
        except ReviewError as error:
            messages.error(request, str(error))
            self.row.refresh_from_db()
            return page(request, self.row, form=form, status=409)
        messages.success(request, said)
        return redirect("reviews_round", self.row.pk)


def _draw(row: Round, request: HttpRequest, form: DrawForm | None) -> str:
    said = form.cleaned_data if form else {}
    made = draw(row, said["seed"], source=said["source"], actor=request.user)
    return _("抽中%(count)d件。") % {"count": len(made)}


def _assign(row: Round, request: HttpRequest, form: DrawForm | None) -> str:
    empty = assign_readers(row, actor=request.user)
    if empty:
        words = {"count": empty, "why": _why(row, request)}
        return (
            _(
                "已分配，还缺%(count)d人次：名单上的人有利害关系，或者已经评过。%(why)s请在评查员名单里再加人，然后再分配。"
            )
            % words
        )
    return _("已分配，评查员收到了提醒。")


def _why(row: Round, request: HttpRequest) -> str:
    """Of all dossiers of the round together: of the short ones alone it would tell who reads them. Nothing to whoever
    reads, or handled, one of them."""
    handled = row.sampled.filter(handler_user=request.user)
    if handled.exists() or open_readings(request.user).filter(sampled__round=row).exists():
        return ""
    among = pool(row.board)
    names = User.objects.in_bulk(list(among))
    lines = [
        _("%(name)s：%(reason)s，%(count)d件")
        % {"name": names[pk], "reason": REASONS[reason], "count": count}
        for (pk, reason), count in sorted(obstacles(row, among).items())
    ]
    return "；".join(lines) + "。" if lines else ""


def _publish(row: Round, request: HttpRequest, form: DrawForm | None) -> str:
    refused = publish(row, actor=request.user)
    return _("结果已公布。%(refused)s") % {"refused": _refused(refused)}


def _carry_on(row: Round, request: HttpRequest, form: DrawForm | None) -> str:
    refused = carry_on(row, actor=request.user)
    return _refused(refused) or _("评查程序都办完了。")


def _refused(many: int) -> str:
    return _("有%(count)d件的评查程序没有走完，原因见下。") % {"count": many} if many else ""


_DEEDS: dict[str, Callable[[Round, HttpRequest, DrawForm | None], str]] = {
    "draw": _draw,
    "assign": _assign,
    "publish": _publish,
    "carry-on": _carry_on,
}
