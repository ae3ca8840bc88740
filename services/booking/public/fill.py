"""From a held time to an appointment: who comes, and the button that books."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from services.booking import video
from services.booking.actions.book import book, confirm_online
from services.booking.actions.confirm import Who
from services.booking.actions.release import release
from services.booking.belongs import belonging
from services.booking.errors import Lapsed, TimeTaken, TooMany
from services.booking.forms.public import AboutYou
from services.booking.models import Appointment
from services.booking.public import door
from services.booking.public.pick import crumbs
from services.booking.ticks import tick
from tenants.phones import spaced
from tenants.throttle import throttled

State = Appointment.State
# What elder mode asks, one on a screen; then everything is looked over.
ASKED = ("name", "phone")
CHECK = "check"


@never_cache
@throttled("booking_fill", limit=300)
@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: HttpRequest, held: str) -> HttpResponse:
    appointment, said = door.opened(request, held)
    if appointment.state == State.CONFIRMED:
        return redirect("booking:done", appointment.pk)
    if request.method != "POST":
        return _open(request, appointment, said)
    form = AboutYou(request.POST, service=appointment.service)
    door.keep_typed(request, _typed(form))
    asked = request.POST.get("ask", "")
    if asked in ASKED:
        return _next(request, appointment, said, form, asked)
    if not form.is_valid():
        return _page(request, appointment, said, form)
    return _book(request, appointment, said, form)


def _open(request: HttpRequest, appointment: Appointment, said: dict[str, Any]) -> HttpResponse:
    if appointment.state != State.HELD or appointment.expires_at <= timezone.now():
        return redirect(_picker(appointment, said, lapsed=1))
    form = AboutYou(initial=_known(request), service=appointment.service)
    return _page(request, appointment, said, form, request.GET.get("ask", ""))


def _known(request: HttpRequest) -> dict[str, str]:
    """What was typed before, else what the account knows."""
    user = door.user_of(request)
    account = {"name": user.name, "phone": spaced(user.phone or "")} if user else {}
    return {**account, **{name: value for name, value in door.kept_typed(request).items() if value}}


def _typed(form: AboutYou) -> dict[str, str]:
    """Of the fields that were sent."""
    sent = {name: form.data[name][:1000] for name in form.fields if name in form.data}
    return sent if "ask" in form.data else {**sent, "careful": form.data.get("careful", "")}


def _next(
    request: HttpRequest, appointment: Appointment, said: dict[str, Any], form: AboutYou, asked: str
) -> HttpResponse:
    """One answer of elder mode: on to the next question, or the same one again with what is wrong."""
    if asked in form.errors:
        return _page(request, appointment, said, form, asked)
    following = dict(zip(ASKED, (*ASKED[1:], CHECK), strict=True))[asked]
    return redirect(f"{request.path}?ask={following}")


def _page(
    request: HttpRequest, appointment: Appointment, said: dict[str, Any], form: AboutYou, asked: str = ""
) -> HttpResponse:
    wrong = next((name for name in form.fields if form.is_bound and name in form.errors), "")
    context = {
        "appointment": appointment,
        "service": appointment.service,
        "form": form,
        "ask": asked
        if asked in (*ASKED, CHECK)
        else wrong
        if wrong in ASKED
        else CHECK
        if form.is_bound
        else ASKED[0],
        "until": appointment.expires_at,
        "about": belonging(request, said["case"]) if said["case"] else None,
        "release_url": reverse("booking:release"),
        "crumbs": crumbs({"title": appointment.service.name}),
    }
    return render(request, "booking/public/fill.html", context)


def _book(
    request: HttpRequest, appointment: Appointment, said: dict[str, Any], form: AboutYou
) -> HttpResponse:
    try:
        booked, code = _confirmed(appointment, said, _who(request, said, form))
    except TooMany as refused:
        form.add_error("phone", str(refused))
        return _page(request, appointment, said, form)
    except TimeTaken:
        return redirect(_picker(appointment, said, missed=tick(appointment.starts_at)))
    door.forget_held(request)
    door.forget_typed(request)
    door.grant(request, booked, code)
    return redirect("booking:done", booked.pk)


def _confirmed(appointment: Appointment, said: dict[str, Any], who: Who) -> tuple[Appointment, str]:
    """Whoever typed longer than the time was kept has it all the same, if nobody else took it."""
    try:
        return appointment, confirm_online(appointment, who)
    except Lapsed:
        person = None if said["anybody"] else appointment.person
        start = tick(appointment.starts_at)
        return book(appointment.service, start, appointment.channel, who, person=person)


def _who(request: HttpRequest, said: dict[str, Any], form: AboutYou) -> Who:
    about = belonging(request, said["case"]) if said["case"] else None
    given = form.cleaned_data
    return Who(
        name=given["name"],
        phone=given["phone"],
        user=door.user_of(request),
        subject=given["subject"],
        matter=given.get("matter", ""),
        careful=given["careful"],
        about=about.about if about else "",
    )


def _picker(appointment: Appointment, said: dict[str, Any], **more: object) -> str:
    kept = {
        "way": appointment.channel,
        "person": "any" if said["anybody"] else appointment.person_id,
        "day": timezone.localdate(appointment.starts_at).isoformat(),
        **({"case": said["case"]} if said["case"] else {}),
    }
    return reverse("booking:pick", args=[appointment.service.code], query=kept | more)


@never_cache
@require_http_methods(["POST"])
def give_up(request: HttpRequest) -> HttpResponse:
    """Somebody else may have the time at once."""
    kept = door.held(request)
    if kept:
        release(kept)
        door.forget_held(request)
    return redirect("booking:pick", kept.service.code) if kept else redirect("booking:index")


@never_cache
@require_http_methods(["GET", "HEAD"])
def done(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        appointment = door.visit(request, pk)
    except door.CodeNeededError:
        return redirect("booking:mine")
    if appointment.state != State.CONFIRMED:
        return redirect("booking:appointment", pk)
    context = {
        "appointment": appointment,
        "service": appointment.service,
        "code": door.code_of(request, appointment),
        "video": video.address(appointment),
        "crumbs": crumbs({"title": _("已约好")}),
    }
    return render(request, "booking/public/done.html", context)
