"""One shift: what its person and the desk may do with it; and the page of one's own shifts."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from services.booking.actions import attend
from services.booking.actions.replace import replace, request_change
from services.booking.admin.access import StaffView, at_desk
from services.booking.duty_wording import office_phone, when
from services.booking.errors import BookingError
from services.booking.forms.rosters import AttendanceForm, PersonForm, ReasonForm
from services.booking.models import Shift
from services.booking.roster_queries import booked_during, shifts_of_user
from services.booking.roster_rules import days_late, is_own

State = Shift.State


class OwnView(StaffView):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        context = {"shifts": list(shifts_of_user(request.user))}
        return TemplateResponse(request, "booking/admin/roster_own.html", context)


class _OfShift(View):
    shift: Shift

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """404 for a shift of another county, and for one that is neither theirs nor theirs to plan."""
        found = Shift.objects.select_related(
            "roster__organisation", "resource__lawyer__firm", "resource__mediator", "resource__organisation",
            "resource__user",
        ).filter(pk=kwargs["shift_id"]).first()  # fmt: skip
        if found is None or not (at_desk(request) or is_own(request.user, found)):
            raise Http404
        self.shift = found
        return super().dispatch(request, *args, **kwargs)


class ShiftView(StaffView, _OfShift):
    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._draw()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        act = _DEEDS.get(request.POST.get("what", ""))
        if act is None:
            raise Http404
        try:
            faulty = act(self.shift, request)
        except BookingError as error:
            messages.error(request, str(error))
            return redirect(self._address)
        return self._draw(faulty, status=400) if faulty else redirect(self._address)

    @property
    def _address(self) -> str:
        """Whoever gave their shift away sees it no longer."""
        mine = at_desk(self.request) or is_own(self.request.user, self.shift)
        return reverse("rosters_shift", args=[self.shift.pk]) if mine else reverse("rosters_own")

    def _draw(self, faulty: Any = None, status: int = 200) -> HttpResponse:
        shift, ahead = self.shift, self.shift.starts_at > timezone.now()
        forms = {
            "reason": ReasonForm(),
            "person": PersonForm(shift),
            "attendance": AttendanceForm(initial=_times(shift)),
        }
        if faulty is not None:
            forms[next(name for name, one in forms.items() if isinstance(faulty, type(one)))] = faulty
        context = {
            "shift": shift,
            "when": when(shift),
            "late": days_late(shift),
            "phone": office_phone(shift.resource) if shift.resource else "",
            "booked": booked_during(shift, shift.resource).count() if shift.resource else 0,
            "ahead": ahead,
            "desk": at_desk(self.request),
            "may_ask": ahead and shift.state in (State.PLANNED, State.PUBLISHED) and shift.resource,
            "may_replace": ahead and shift.state in (State.PLANNED, State.PUBLISHED, State.REPLACING),
            "may_come": _may_come(shift),
            **forms,
        }
        return TemplateResponse(self.request, "booking/admin/roster_shift.html", context, status=status)


def _may_come(shift: Shift) -> bool:
    opens = shift.starts_at - attend.EARLIEST
    return shift.state in (State.PLANNED, State.PUBLISHED) and opens <= timezone.now() <= shift.ends_at


def _times(shift: Shift) -> dict[str, Any]:
    return {
        "came": timezone.localtime(shift.came_at or shift.starts_at).time(),
        "left": timezone.localtime(shift.left_at or shift.ends_at).time(),
    }


def _ask(shift: Shift, request: HttpRequest) -> Any:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return form
    request_change(shift, actor=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, _("已经报告，等单位安排别人；安排好以前这一班仍记在您名下。"))
    return None


def _replace(shift: Shift, request: HttpRequest) -> Any:
    form = PersonForm(shift, request.POST)
    if not form.is_valid():
        return form
    done = replace(shift, actor=request.user, person=form.cleaned_data["person"])
    messages.success(request, _("改由%(person)s值班。") % {"person": done.person})
    if done.moved:
        messages.success(
            request, _("群众的%(count)d个预约已转给新的值班人员并通知本人。") % {"count": done.moved}
        )
    if done.left:
        numbers = "、".join(one.number for one in done.left)
        messages.warning(request, _("下列预约没能转过去，请联系改期：%(numbers)s") % {"numbers": numbers})
    return None


def _come(shift: Shift, request: HttpRequest) -> None:
    attend.come(shift, actor=request.user)
    messages.success(request, _("已签到。"))


def _leave(shift: Shift, request: HttpRequest) -> None:
    attend.leave(shift, actor=request.user)
    messages.success(request, _("已签退。"))


def _absent(shift: Shift, request: HttpRequest) -> None:
    attend.mark_absent(shift, actor=request.user)
    messages.success(request, _("已记为缺勤。"))


def _record(shift: Shift, request: HttpRequest) -> Any:
    form = AttendanceForm(request.POST)
    if not form.is_valid():
        return form
    came, left = form.moments(timezone.localdate(shift.starts_at))
    attend.record(shift, came, left, actor=request.user)
    messages.success(request, _("考勤已登记。"))
    return None


_DEEDS = {
    "ask": _ask, "replace": _replace, "come": _come, "leave": _leave, "absent": _absent, "record": _record,
}  # fmt: skip
