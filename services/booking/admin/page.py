"""The page of an appointment: who comes, what may be done now, what was done and said."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from services.booking import belongs, video
from services.booking.actions.cancel import cancel
from services.booking.actions.look import look, remark
from services.booking.actions.prefer import prefer
from services.booking.actions.receive import check_in, finish, mark_absent
from services.booking.admin.access import AppointmentView
from services.booking.errors import BookingError
from services.booking.models import Appointment
from services.booking.wording import place_of
from services.notices.queries import about, ways
from services.notices.registry import called
from tenants.cipher import seal, unseal
from tenants.models import JournalEntry
from tenants.phones import masked, spaced
from tenants.verbs import particulars

State = Appointment.State


def hand_over_code(request: HttpRequest, appointment: Appointment, code: str) -> None:
    """Keeps the code, sealed, for the one page that shows it."""
    request.session[_place(appointment)] = seal(code)


def _place(appointment: Appointment) -> str:
    return f"booking-code-{appointment.pk}"


@method_decorator(never_cache, name="dispatch")
class PageView(AppointmentView):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kept = request.session.pop(_place(self.appointment), "")
        return page(request, self.appointment, code=unseal(kept) if kept else "")


def page(
    request: HttpRequest, appointment: Appointment, *, code: str = "", phone: str = "", status: int = 200
) -> HttpResponse:
    """`phone` is shown in full this once."""
    waits, came = appointment.state == State.CONFIRMED, appointment.state == State.ARRIVED
    context = {
        "appointment": appointment,
        "place": place_of(appointment),
        "video": video.address(appointment),
        "matter": belongs.page_of(request, appointment.about),
        "phone": phone or (masked(appointment.phone) if appointment.phone else ""),
        "shown": bool(phone),
        "code": code,
        "waits": waits,
        "came": came,
        "begun": appointment.starts_at <= timezone.now(),
        "events": [(one, particulars(one.data)) for one in _events(appointment)],
        "notices": [(one, called(one.kind), ways(one)) for one in about(f"booking:{appointment.number}")],
    }
    response = TemplateResponse(request, "booking/admin/page.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _events(appointment: Appointment) -> list[JournalEntry]:
    kind = appointment._meta.label_lower
    return list(
        JournalEntry.objects.filter(subject_kind=kind, subject_id=str(appointment.pk)).order_by("at", "pk")
    )


class DoForm(forms.Form):
    what = forms.ChoiceField(
        choices=[
            (one, one) for one in ("arrived", "done", "absent", "cancel", "prefer", "common", "note", "look")
        ]
    )
    reason = forms.CharField(label=gettext_lazy("原因"), max_length=200, required=False)
    priority = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("what") in ("cancel", "note", "look") and not cleaned.get("reason"):
            self.add_error("reason", _("请写明原因。") if cleaned["what"] != "note" else _("请写内容。"))
        return cleaned


class DoView(AppointmentView):
    """A button of the page or of the counter; back to where it was pressed."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = DoForm(request.POST)
        if not form.is_valid():
            messages.error(request, next(iter(form.errors.values()))[0])
            return page(request, self.appointment, status=400)
        what, reason = form.cleaned_data["what"], form.cleaned_data["reason"]
        try:
            if what == "look":
                return page(request, self.appointment, phone=self._looked(reason))
            messages.success(request, self._done(what, reason, form.cleaned_data["priority"]))
        except BookingError as error:
            messages.error(request, str(error))
            self.appointment.refresh_from_db()
        if request.POST.get("back") == "counter":
            return redirect("booking_counter")
        return redirect("booking_appointment", self.appointment.pk)

    def _looked(self, reason: str) -> str:
        return spaced(look(self.appointment, actor=self.request.user, reason=reason))

    def _done(self, what: str, reason: str, first: bool) -> str:
        one, actor = self.appointment, self.request.user
        if what == "arrived":
            check_in(one, actor=actor)
            if first:
                prefer(one, actor=actor)
            return _("已登记到场：%(name)s。") % {"name": one.name or one.number}
        if what == "cancel":
            cancel(one, actor=actor, reason=reason)
            return (
                _("预约已取消，已通知对方。")
                if one.phone or one.user_id
                else _("预约已取消。没有留电话，请设法告知本人。")
            )
        if what in ("prefer", "common"):
            prefer(one, actor=actor, first=what == "prefer")
            return _("已列为优先接待。") if what == "prefer" else _("已取消优先。")
        if what == "note":
            remark(one, actor=actor, text=reason)
            return _("已记下。")
        (finish if what == "done" else mark_absent)(one, actor=actor)
        return _("已办完。") if what == "done" else _("已记为没有来。")
