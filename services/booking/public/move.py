"""To another time: picked like the first one, said once more, then done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from services.booking.actions.reschedule import reschedule
from services.booking.errors import BookingError, TimeTaken
from services.booking.models import Appointment
from services.booking.public import door
from services.booking.public.asked import Asked, read
from services.booking.public.mine import may_still_change, own_crumbs, with_appointment
from services.booking.public.notes import notes_of
from services.booking.public.picker import picker
from services.booking.public.slots import ANYBODY, choosable, parse_or_404
from services.booking.ticks import moment
from tenants.throttle import throttled


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("booking", limit=600)
@with_appointment
def move(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    if not may_still_change(appointment) or not appointment.service.active:
        return redirect("booking:appointment", appointment.pk)
    asked = read(request, appointment.service, **_unsaid(appointment))
    if request.method == "POST":
        return _moved(request, appointment, asked)
    fixed = tuple(_unsaid(appointment))
    found = picker(appointment.service, asked, request.path, moving=_alone(appointment), fixed=fixed)
    context = {
        "picker": found,
        "appointment": appointment,
        "service": appointment.service,
        "asked": asked,
        "notes": notes_of(found),
        "post_to": request.path,
        "crumbs": own_crumbs(appointment, {"title": _("改时间")}),
    }
    return render(request, "booking/public/move.html", context)


def _unsaid(appointment: Appointment) -> dict[str, str]:
    """The way stays; and so does the person, unless somebody else is asked for."""
    named = appointment.person_id in choosable(appointment.service)
    return {"way": appointment.channel, "person": str(appointment.person_id) if named else ANYBODY}


def _alone(appointment: Appointment) -> int | None:
    """The session, where nobody else has a place in it: its time may be taken anew."""
    others = Appointment.objects.filter(session=appointment.session_id).exclude(pk=appointment.pk)
    return None if others.exists() else appointment.session_id


def _moved(request: HttpRequest, appointment: Appointment, asked: Asked) -> HttpResponse:
    start, person = parse_or_404(appointment.service, request.POST.get("slot", ""))
    address = reverse("booking:move", args=[appointment.pk])
    if "sure" not in request.POST:
        context = {
            "appointment": appointment,
            "slot": request.POST["slot"],
            "new": timezone.localtime(moment(start)),
            "person": person,
            "asked": asked,
            "back": address + asked.address(),
            "crumbs": own_crumbs(appointment, {"title": _("改时间")}),
        }
        return render(request, "booking/public/move_check.html", context)
    try:
        reschedule(appointment, start, actor=door.actor(request, appointment), person=person)
    except TimeTaken:
        return redirect(address + asked.address(missed=start))
    except BookingError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("时间已经改好，请看下面新的时间。"))
    return redirect("booking:appointment", appointment.pk)
