"""Doors of the back office of mediation rooms. Who is refused by their role is told so; a room that is not theirs to
see does not exist."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views import View

from services.mediation import staff
from services.mediation.models import Room
from tenants import staff_view

VIEW = "mediation.view_room"
PLAN = "mediation.add_room"


def rooms_of(request: HttpRequest) -> QuerySet[Room]:
    found = staff.visible(Room.objects.all(), request.user, request.roles)
    return found.select_related("organisation", "tenant")


class StaffView(staff_view.StaffView):
    """A page about rooms."""

    permission = VIEW


class _OfRoom(View):
    room: Room

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = rooms_of(request).select_related("paper").filter(pk=kwargs["pk"]).first()
        if found is None:
            raise Http404
        self.room = found
        return super().dispatch(request, *args, **kwargs)

    def runs(self) -> bool:
        return staff.runs(self.room, self.request.user, self.request.roles)

    def reads(self) -> bool:
        return staff.reads(self.room, self.request.user, self.request.roles)


class RoomView(StaffView, _OfRoom):
    """A page about one room: 404 for one of another county, and for one that is not theirs to see."""


class _Runs(View):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.runs():
            raise PermissionDenied(_("这个调解室由调解员和管理人员安排。"))
        return super().dispatch(request, *args, **kwargs)


class RunningView(RoomView, _Runs):
    """For whoever looks after this room."""
