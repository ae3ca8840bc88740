"""The buttons of a room's page: invite, move, call off, add a seat, take one out."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.mediation.actions.cancel_room import cancel_room
from services.mediation.actions.invite import invite, send_invitation
from services.mediation.actions.reschedule import reschedule
from services.mediation.actions.seats import add_to, take_out
from services.mediation.admin.access import RoomView, RunningView
from services.mediation.admin.invitation import hand_over
from services.mediation.admin.page import page
from services.mediation.errors import RoomError
from services.mediation.forms.fields import MomentForm
from services.mediation.forms.seat import SeatForm
from services.mediation.models import Seat
from tenants.phones import masked


def _back(view: RoomView) -> HttpResponse:
    return redirect("mediation_room", view.room.pk)


class _SeatField(forms.Form):
    seat = forms.IntegerField()


def _seat(view: RoomView) -> Seat:
    form = _SeatField(view.request.POST)
    found = (
        Seat.objects.filter(room=view.room, pk=form.cleaned_data["seat"]).first() if form.is_valid() else None
    )
    if found is None:
        raise Http404
    found.room = view.room
    return found


class InviteView(RoomView):
    """A new code, shown on the page that follows; or by SMS, the one that the page has just shown."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seat = _seat(self)
        try:
            if request.POST.get("way") == "sms":
                send_invitation(seat, request.POST.get("code", "")[:20], actor=request.user)
                said = {"name": seat.name, "phone": masked(seat.phone)}
                messages.success(request, _("已给%(name)s（%(phone)s）发短信。") % said)
            else:
                hand_over(request, seat, invite(seat, actor=request.user))
        except RoomError as error:
            messages.error(request, str(error))
        return _back(self)


class TimeView(RunningView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = MomentForm(request.POST, auto_id="time-%s")
        if not form.is_valid():
            return page(self, time_form=form, status=422)
        try:
            told = reschedule(self.room, form.starts_at, actor=request.user)
        except RoomError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("时间改好了，通知了%(count)d人。") % {"count": told})
        return _back(self)


class CancelForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("原因"), max_length=200)


class CancelView(RunningView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = CancelForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("请写明取消的原因。"))
            return page(self, status=422)
        try:
            told = cancel_room(self.room, actor=request.user, reason=form.cleaned_data["reason"])
        except RoomError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("已取消，通知了%(count)d人。") % {"count": told})
        return _back(self)


class SeatView(RunningView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = SeatForm(request.POST, room=self.room)
        if not form.is_valid():
            return page(self, seat_form=form, status=422)
        try:
            seat = add_to(self.room, form.person(), actor=request.user, acts_for=form.acting_for)
        except RoomError as error:
            form.add_error(None, str(error))
            return page(self, seat_form=form, status=422)
        messages.success(request, _("加上了%(name)s。请给本人发邀请。") % {"name": seat.name})
        return _back(self)


class TakeOutView(RunningView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seat = _seat(self)
        try:
            take_out(self.room, seat.pk, actor=request.user)
        except RoomError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("撤下了%(name)s的席位。") % {"name": seat.name})
        return _back(self)
