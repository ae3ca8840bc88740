"""What other programs may read, and book by."""

import json
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from services.booking.actions.book import book
from services.booking.actions.confirm import Who
from services.booking.errors import TimeTaken, TooMany
from services.booking.forms.public import Booking
from services.booking.free import free
from services.booking.models import Appointment, BookableService, Resource
from services.booking.public.slots import choosable, parse, slot_id
from services.booking.queries import offered
from services.booking.wording import place_of
from tenants.throttle import throttled

_JSON = "application/json"
_LONGEST_BODY = 20_000


def _json(data: Any, status: int = 200, **headers: str) -> HttpResponse:
    return JsonResponse(
        data, status=status, safe=False, headers=headers, json_dumps_params={"ensure_ascii": False}
    )


def _too_often(_request: HttpRequest, _seconds: int) -> HttpResponse:
    return _json({"error": "too many requests"}, 429)


def _wrong(errors: dict[str, list[str]]) -> HttpResponse:
    return _json({"error": "invalid", "fields": errors}, 422)


@never_cache
@require_safe
@throttled("booking_api", limit=600, refusal=_too_often)
def services(request: HttpRequest) -> HttpResponse:
    return _json(
        [
            {"code": one.code, "name": one.name, "minutes": one.minutes, "channels": list(one.channels)}
            for one in offered()
        ]
    )


@never_cache
@require_safe
@throttled("booking_api", limit=600, refusal=_too_often)
def free_times(request: HttpRequest) -> HttpResponse:
    service = _service(request.GET.get("service", ""))
    if service is None:
        return _json({"error": "not found"}, 404)
    channel = request.GET.get("channel") or next(iter(service.channels), "")
    day, people = _day(request.GET.get("day", "")), choosable(service)
    named = request.GET.get("person", "")
    wrong = {
        "day": day is None and _("请写成 2026-01-31 这样的日期。"),
        "channel": channel not in service.channels and _("没有这种方式。"),
        "person": named and named not in map(str, people) and _("没有这个人。"),
    }
    if any(wrong.values()):
        return _wrong({name: [text] for name, text in wrong.items() if text})
    person = people[int(named)] if named else None
    return _json(list(_times(service, channel, day, person)))


def _day(said: str) -> date | None:
    """Later than calendars reach is no day either."""
    try:
        found = date.fromisoformat(said) if len(said) == len("2026-01-31") else None
    except ValueError:
        return None
    return found if found and found.year <= timezone.localdate().year + 10 else None


def _times(service: BookableService, channel: str, day: date, person: Resource | None) -> Any:
    """One for each beginning and person; where nobody can be named, one for each beginning."""
    offer = free(service, channel, day, person=person)
    for slot in offer.slots:
        times = {"starts_at": slot.starts_at.isoformat(), "ends_at": slot.ends_at.isoformat()}
        if not service.choose_person:
            yield {"id": slot_id(slot.start), **times, "with": None, "left": sum(slot.left.values())}
            continue
        for key, left in slot.left.items():
            one = offer.people[key]
            yield {"id": slot_id(slot.start, one), **times, "with": one.name, "left": left}


def _service(code: str) -> BookableService | None:
    return offered().filter(code=code).first() if code and "\x00" not in code else None


@csrf_exempt
@never_cache
@require_POST
@throttled("booking_api_book", limit=600, refusal=_too_often)
def book_by_program(request: HttpRequest) -> HttpResponse:
    """No token of a page is asked for: a page of another site cannot send this content type."""
    if request.content_type != _JSON:
        return _json({"error": "send application/json"}, 415)
    try:
        said = json.loads(request.body[: _LONGEST_BODY + 1])
    except ValueError:
        said = None
    if not isinstance(said, dict):
        return _json({"error": "malformed JSON"}, 400)
    form = Booking({key: value for key, value in said.items() if isinstance(value, str | bool)})
    if not form.is_valid():
        return _wrong({name: list(texts) for name, texts in form.errors.items()})
    return _book(form.cleaned_data)


def _book(given: dict[str, Any]) -> HttpResponse:
    service = _service(given["service"])
    if service is None:
        return _wrong({"service": [_("没有这个预约事项。")]})
    channel = given["channel"] or next(iter(service.channels), "")
    slot = parse(service, given["slot"])
    if slot is None or channel not in service.channels:
        field, text = ("slot", _("没有这个时间。")) if slot is None else ("channel", _("没有这种方式。"))
        return _wrong({field: [text]})
    who = Who(given["name"], given["phone"], subject=given["subject"], careful=given["careful"])
    try:
        appointment, code = book(service, slot[0], channel, who, person=slot[1])
    except TimeTaken as taken:
        return _json({"error": "taken", "said": str(taken)}, 409)
    except TooMany as refused:
        return _json({"error": "too many", "said": str(refused)}, 429)
    return _json(_told(appointment, code), 201)


def _told(appointment: Appointment, code: str) -> dict[str, Any]:
    return {
        "number": appointment.number,
        "code": code,
        "service": appointment.service.code,
        "starts_at": timezone.localtime(appointment.starts_at).isoformat(),
        "ends_at": timezone.localtime(appointment.ends_at).isoformat(),
        "channel": appointment.channel,
        "with": appointment.person.name,
        "where": place_of(appointment),
    }
