"""Who sees what in the back office of booking: the desk everything, others what they receive themselves."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views import View

from services.booking.models import Appointment, Resource
from services.booking.rules import DESK
from tenants.modeladmin import Refusing

VIEW = "booking.view_appointment"
_NEVER = (Appointment.State.HELD, Appointment.State.LAPSED)


def at_desk(request: HttpRequest) -> bool:
    return bool(DESK & request.roles)


def looks_after(request: HttpRequest, resource: Resource) -> bool:
    """As `rules.serves` says, for a list: it asks the database nothing."""
    return at_desk(request) or resource.user_id == request.user.pk


def visible(request: HttpRequest, appointments: QuerySet[Appointment]) -> QuerySet[Appointment]:
    """Without those that somebody is still filling in, or left."""
    own = Q() if at_desk(request) else Q(person__user=request.user)
    return appointments.filter(own).exclude(state__in=_NEVER)


def full() -> QuerySet[Appointment]:
    return Appointment.objects.select_related(
        "service__organisation", "person__organisation", "person__user", "session__room", "user"
    )


def own_resources(request: HttpRequest) -> QuerySet[Resource]:
    """Whose days somebody may arrange."""
    found = Resource.objects.filter(active=True).select_related("organisation")
    return found if at_desk(request) else found.filter(user=request.user)


class _Allowed(View):
    permission = VIEW
    desk_only = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied(_("您的角色不办理这项工作。"))
        if self.desk_only and not at_desk(request):
            raise PermissionDenied(_("这一页由窗口使用。"))
        return super().dispatch(request, *args, **kwargs)


class StaffView(Refusing, _Allowed):
    """A page for whoever receives people."""


class DeskView(StaffView):
    """A page for the counter."""

    desk_only = True


class _OfAppointment(View):
    appointment: Appointment

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = visible(request, full()).filter(pk=kwargs["pk"]).first()
        if found is None:
            raise Http404
        self.appointment = found
        return super().dispatch(request, *args, **kwargs)


class AppointmentView(StaffView, _OfAppointment):
    """A page about one appointment: 404 for one of another county, and for one that is not theirs to see."""
