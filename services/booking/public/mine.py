"""Who has number and code, or signed in, sees the appointment and changes it."""

from collections.abc import Callable
from functools import wraps
from unicodedata import normalize

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from services.booking import video
from services.booking.actions.cancel import cancel
from services.booking.errors import BookingError
from services.booking.forms.public import LONGEST_PHONE, LONGEST_REASON
from services.booking.models import Appointment
from services.booking.public import door
from services.booking.public.pick import crumbs
from services.booking.queries import by_code, of_user
from services.booking.wording import spoken
from services.notices.sent import sent_to
from tenants.throttle import throttled

State = Appointment.State


def _too_often(request: HttpRequest, seconds: int) -> HttpResponse:
    return _lookup(request, _("查得太频繁了，请在%(seconds)d秒后再试。") % {"seconds": seconds}, 429)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """Number and code lead to an appointment; who is signed in sees theirs."""
    return _find(request) if request.method == "POST" else _lookup(request)


@throttled("booking_code", limit=10, refusal=_too_often)
def _find(request: HttpRequest) -> HttpResponse:
    number, code = (
        normalize("NFKC", request.POST.get(name, "")[:LONGEST_PHONE]) for name in ("number", "code")
    )
    found = by_code(number, code) if code else None
    if found is None:
        return _lookup(request, _("没有查到。请核对预约号和查询码，两样都要对。"), 404)
    door.grant(request, found)
    return redirect("booking:appointment", found.pk)


def _lookup(request: HttpRequest, refused: str = "", status: int = 200) -> HttpResponse:
    user = door.user_of(request)
    context = {
        "number": (request.POST or request.GET).get("number", "")[:LONGEST_PHONE],
        "refused": refused,
        "own": of_user(user).order_by("-starts_at")[:50] if user else [],
        "now": timezone.now(),
        "crumbs": crumbs({"title": _("查我的预约")}),
    }
    return render(request, "booking/public/mine.html", context, status=status)


View = Callable[..., HttpResponse]


def with_appointment(view: View) -> View:
    """Hands the appointment on to those who may see it; who could see it once is sent to where the code is asked."""

    @wraps(view)
    def admitted(request: HttpRequest, pk: int) -> HttpResponse:
        try:
            appointment = door.visit(request, pk)
        except door.CodeNeededError:
            return redirect("booking:mine")
        return view(request, appointment)

    return admitted


def may_still_change(appointment: Appointment) -> bool:
    return appointment.state == State.CONFIRMED and appointment.starts_at > timezone.now()


def to_the_lookup(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A saved address opened elsewhere asks for number and code, whether there is such an appointment or not."""

    @wraps(view)
    def led(request: HttpRequest, pk: int) -> HttpResponse:
        try:
            return view(request, pk)
        except Http404:
            return redirect("booking:mine")

    return led


@never_cache
@require_safe
@to_the_lookup
@with_appointment
def show(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    context = {
        "appointment": appointment,
        "service": appointment.service,
        "changeable": may_still_change(appointment),
        "video": video.address(appointment),
        "sent": sent_to(f"booking:{appointment.number}", user=appointment.user, phone=appointment.phone),
        "crumbs": own_crumbs(appointment),
    }
    return render(request, "booking/public/appointment.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_appointment
def video_room(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    """The seat goes with this browser; who opens the address alone is led back to the appointment."""
    there = video.enter(request, appointment) if request.method == "POST" else ""
    return redirect(there or reverse("booking:appointment", args=[appointment.pk]))


def own_crumbs(appointment: Appointment, *rest: dict[str, str]) -> list[dict[str, str]]:
    own = {"title": appointment.number}
    if rest:
        own["url"] = reverse("booking:appointment", args=[appointment.pk])
    return crumbs({"title": _("我的预约"), "url": reverse("booking:mine")}, own, *rest)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_appointment
def call_off(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    """Asks once whether it is meant."""
    refused = ""
    if not may_still_change(appointment):
        return redirect("booking:appointment", appointment.pk)
    if request.method == "POST":
        try:
            reason = request.POST.get("reason", "").replace("\x00", "").strip()[:LONGEST_REASON]
            cancel(appointment, actor=door.actor(request, appointment), reason=reason)
        except BookingError as error:
            refused = str(error)
        else:
            messages.success(request, _("已经取消，这个时间让给别人了。"))
            return redirect("booking:appointment", appointment.pk)
    context = {
        "appointment": appointment,
        "when": spoken(appointment.starts_at),
        "refused": refused,
        "crumbs": own_crumbs(appointment, {"title": _("取消预约")}),
    }
    return render(request, "booking/public/cancel.html", context, status=409 if refused else 200)
