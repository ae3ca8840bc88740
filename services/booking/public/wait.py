"""The waiting list: joining it, taking or letting go what is offered, leaving it."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from services.booking.actions.answer_offer import decline, take_offer
from services.booking.actions.wait import join_waiting, leave_waiting
from services.booking.errors import BookingError
from services.booking.forms.public import Wait
from services.booking.models import Appointment, BookableService, WaitingEntry
from services.booking.public import door
from services.booking.public.asked import Asked, read
from services.booking.public.pick import crumbs
from services.booking.queries import offered
from services.booking.waiting_queries import ahead_of, by_token, days_of
from tenants.phones import spaced
from tenants.throttle import throttled

State = WaitingEntry.State
_LONGEST_TOKEN = 64


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def wait(request: HttpRequest, service: str) -> HttpResponse:
    chosen = get_object_or_404(offered(), code=service)
    asked = read(request, chosen)
    if request.method == "POST":
        return _join(request, chosen, asked)
    user, today = door.user_of(request), timezone.localdate()
    known = {"name": user.name, "phone": spaced(user.phone or "")} if user else {}
    days = {"first_day": asked.day or today, "last_day": today + timedelta(days=chosen.horizon_days)}
    initial = {**known, **days, **{key: value for key, value in door.kept_typed(request).items() if value}}
    return _page(request, chosen, asked, Wait(initial=initial))


def _page(
    request: HttpRequest, service: BookableService, asked: Asked, form: Wait, refused: str = ""
) -> HttpResponse:
    context = {
        "service": service,
        "asked": asked,
        "way": _way(asked),
        "form": form,
        "refused": refused,
        "back": reverse("booking:pick", args=[service.code]) + asked.address(),
        "crumbs": crumbs({"title": _("有空位时通知我")}),
    }
    return render(request, "booking/public/wait.html", context)


def _way(asked: Asked) -> str:
    return str(dict(Appointment._meta.get_field("channel").choices)[asked.way])


@throttled("booking_wait", limit=60, seconds=600)
def _join(request: HttpRequest, service: BookableService, asked: Asked) -> HttpResponse:
    form = Wait(request.POST)
    if not form.is_valid():
        return _page(request, service, asked, form)
    said = form.cleaned_data
    try:
        _entry, token = join_waiting(
            service, asked.way, said["first_day"], said["last_day"], said["name"], said["phone"],
            person=asked.person, user=door.user_of(request), careful=said["careful"],
        )  # fmt: skip
    except BookingError as refused:
        return _page(request, service, asked, form, str(refused))
    messages.success(request, _("已经排上候补。有了空位，我们发短信到您的手机。"))
    return redirect("booking:offer", token)


View = Callable[..., HttpResponse]


def _with_entry(view: View) -> View:
    """Who has the address has the place in the line; attempts are counted."""

    @wraps(view)
    def admitted(request: HttpRequest, waiting: str) -> HttpResponse:
        entry = by_token(waiting[:_LONGEST_TOKEN])
        if entry is None:
            raise Http404
        return view(request, entry, waiting)

    return admitted


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("booking_offer", limit=60)
@_with_entry
def offer(request: HttpRequest, entry: WaitingEntry, waiting: str) -> HttpResponse:
    if request.method == "POST":
        return _answer(request, entry, waiting)
    kept = entry.offered if entry.state == State.OFFERED else None
    if kept and (kept.state != Appointment.State.HELD or kept.expires_at <= timezone.now()):
        kept = None
    context = {
        "entry": entry,
        "service": entry.service,
        "appointment": kept,
        "days": days_of(entry),
        "ahead": ahead_of(entry) if entry.state == State.WAITING else None,
        "crumbs": crumbs({"title": _("候补")}),
    }
    return render(request, "booking/public/offer.html", context)


def _answer(request: HttpRequest, entry: WaitingEntry, waiting: str) -> HttpResponse:
    said = next((one for one in ("take", "decline", "leave") if one in request.POST), "")
    try:
        if said == "take":
            appointment, code = take_offer(entry, actor=_actor(request, entry))
            door.grant(request, appointment, code)
            return redirect("booking:done", appointment.pk)
        if said == "decline":
            decline(entry)
            messages.success(request, _("这个时间让给下一位了。您还在候补名单里。"))
        if said == "leave":
            leave_waiting(entry, actor=_actor(request, entry))
            messages.success(request, _("已经退出候补。"))
    except BookingError as refused:
        messages.error(request, str(refused))
    return redirect("booking:offer", waiting)


def _actor(request: HttpRequest, entry: WaitingEntry) -> object:
    user = door.user_of(request)
    return user if user and entry.user_id == user.pk else None
