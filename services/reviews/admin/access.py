"""Doors of the back office of reviews. A reading belongs to its reader, a result to its handler and to the office."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views import View

from services.reviews.models import Reading, Round, Sampled
from services.reviews.rules import SEES_ALL
from tenants import staff_view

VIEW, ANNOUNCE, RUN = "reviews.view_round", "reviews.add_round", "reviews.change_round"
REVIEWERS, SETTINGS = "reviews.change_reviewer", "reviews.change_reviewsettings"


def sees_all(request: HttpRequest) -> bool:
    return bool(SEES_ALL & request.roles)


class StaffView(staff_view.StaffView):
    permission = VIEW


class _OfRound(View):
    row: Round

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = Round.objects.filter(pk=kwargs["pk"]).first() if sees_all(request) else None
        if found is None:
            raise Http404
        self.row = found
        return super().dispatch(request, *args, **kwargs)


class RoundView(StaffView, _OfRound):
    """For the office and who supervises it."""


class _OfReading(View):
    reading: Reading

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        own = Reading.objects.filter(reviewer=request.user, declined_at=None)
        rows = own.select_related(
            "sampled__round", "sampled__case__version", "sampled__case__tenant__division"
        )
        found = rows.filter(pk=kwargs["pk"]).first()
        if found is None:
            raise Http404
        self.reading = found
        return super().dispatch(request, *args, **kwargs)


class ReadingView(StaffView, _OfReading):
    """For its reader alone, as long as it was not declined."""


class _OfResult(View):
    sampled: Sampled

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rows = Sampled.objects.filter(closed=True, pk=kwargs["pk"])
        if not sees_all(request):
            rows = rows.filter(handler_user=request.user)
        found = rows.select_related(
            "round", "case", "tenant__division", "lawyer", "mediator", "answered_by"
        ).first()
        if found is None:
            raise Http404
        self.sampled = found
        return super().dispatch(request, *args, **kwargs)


class ResultView(StaffView, _OfResult):
    """For whoever handled the case, and for the office."""
