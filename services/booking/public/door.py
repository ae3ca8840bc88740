"""What this browser holds: a time that is kept while the form is filled, and the appointments it may see.

What number and code open stays open in this browser for GRANTED seconds, for this appointment of this county alone.
"""

import json
import time
from typing import Any

from django.core import signing
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from services.booking.models import Appointment
from services.booking.queries import of_user
from tenants.cipher import seal, unseal
from tenants.models import User

GRANTED = 2 * 3600
CODE_SHOWN = 30 * 60
_GRANTS, _HELD, _TYPED = "booking_grants", "booking_held", "booking_typed"
_SALT = "services.booking.held"
_VALID = 24 * 3600


class CodeNeededError(Exception):
    """This browser could see the appointment once; the lookup page says how it can again."""


def user_of(request: HttpRequest) -> User | None:
    return request.user if request.user.is_authenticated else None


def grant(request: HttpRequest, appointment: Appointment, code: str = "") -> None:
    """`code`: shown by this browser for CODE_SHOWN seconds more."""
    now = int(time.time())
    grants = {key: one for key, one in request.session.get(_GRANTS, {}).items() if one["at"] + GRANTED > now}
    grants[_key(request, appointment.pk)] = {
        "at": now,
        "mark": appointment.code_hash[:16],
        "code": seal(code) if code else "",
    }
    request.session[_GRANTS] = grants


def visit(request: HttpRequest, pk: int) -> Appointment:
    """Raises Http404 for what was never this visitor's to see, CodeNeededError where their time is over."""
    user = user_of(request)
    mine = of_user(user).filter(pk=pk).first() if user else None
    if mine:
        return mine
    given = request.session.get(_GRANTS, {}).get(_key(request, pk))
    found = _whole().filter(pk=pk).first() if given else None
    if found is None:
        raise Http404
    if given["at"] + GRANTED <= time.time() or not found.code_hash.startswith(given["mark"]):
        raise CodeNeededError
    return found


def actor(request: HttpRequest, appointment: Appointment) -> User | None:
    """As whom the visitor of an appointment acts: by the account it was made with, else as who holds the code."""
    user = user_of(request)
    return user if user and appointment.user_id == user.pk else None


def code_of(request: HttpRequest, appointment: Appointment) -> str:
    """Empty when the minutes in which it is shown are over."""
    given = request.session.get(_GRANTS, {}).get(_key(request, appointment.pk))
    young = given and given["at"] + CODE_SHOWN > time.time()
    return unseal(given["code"]) if young and given["code"] else ""


def keep_held(request: HttpRequest, appointment: Appointment) -> None:
    request.session[_HELD] = {"tenant": request.tenant.pk, "key": appointment.pk}


def held(request: HttpRequest) -> Appointment | None:
    """The time that this browser holds."""
    found = request.session.get(_HELD)
    if not found or found["tenant"] != request.tenant.pk:
        return None
    held_still = Appointment.objects.filter(pk=found["key"], state=Appointment.State.HELD)
    return held_still.select_related("service", "person").first()


def forget_held(request: HttpRequest) -> None:
    request.session.pop(_HELD, None)


def ticket(appointment: Appointment, *, anybody: bool, case: str = "") -> str:
    """What leads to the form of a held time, and says with whom and about what it was asked for."""
    said = {"tenant": appointment.tenant_id, "key": appointment.pk, "anybody": anybody, "case": case}
    return signing.dumps(said, salt=_SALT)


def opened(request: HttpRequest, token: str) -> tuple[Appointment, dict[str, Any]]:
    """Raises Http404."""
    try:
        said = signing.loads(token, salt=_SALT, max_age=_VALID)
    except signing.BadSignature:
        raise Http404 from None
    if said["tenant"] != request.tenant.pk:
        raise Http404
    return get_object_or_404(_whole(), pk=said["key"]), said


def keep_typed(request: HttpRequest, typed: dict[str, str]) -> None:
    """Of whatever time it was: who chooses another one types nothing twice."""
    request.session[_TYPED] = seal(json.dumps({**kept_typed(request), **typed}, ensure_ascii=False))


def kept_typed(request: HttpRequest) -> dict[str, str]:
    found = request.session.get(_TYPED)
    return json.loads(unseal(found)) if found else {}


def forget_typed(request: HttpRequest) -> None:
    request.session.pop(_TYPED, None)


def _whole() -> QuerySet[Appointment]:
    return Appointment.objects.select_related(
        "service__organisation", "person__organisation", "session__room"
    )


def _key(request: HttpRequest, pk: int) -> str:
    return f"{request.tenant.pk}:{pk}"
