"""Doors of the agreement: its pages as pictures, the signature, and the signed paper to take home."""

import base64
import binascii

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from services.documents.models import Paper
from services.documents.queries import pdf_of
from services.mediation.actions.sign_agreement import Drawn, sign_agreement
from services.mediation.entry import room_of
from services.mediation.errors import NotAllowed, RoomError
from services.mediation.holding import seat_at
from services.mediation.models import Room, Seat
from services.mediation.pages import NotReadable, page_png
from services.mediation.rules import inside
from services.mediation.signing import OF_THE_MATTER, in_force
from tenants.throttle import throttled, visitor

# Characters of a drawn signature as the browser sends it; a full one on a large screen has about 60 000.
LARGEST = 1_500_000
_PNG = "data:image/png;base64,"


@never_cache
@require_safe
def page(request: HttpRequest, code: str, number: int) -> HttpResponse:
    paper = _paper(_seat(request, code).room)
    try:
        picture = page_png(pdf_of(paper), number)
    except NotReadable as error:
        raise Http404 from error
    return _handed(picture, "image/png")


@never_cache
@require_safe
def whole(request: HttpRequest, code: str) -> HttpResponse:
    """For those of the matter; also when the talk is over."""
    seat = _seat(request, code)
    if seat.role not in OF_THE_MATTER:
        raise Http404
    paper = _paper(seat.room)
    response = _handed(pdf_of(paper), "application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{paper.code}.pdf"'
    return response


@never_cache
@require_POST
@throttled("mediation-sign", limit=30)
def sign(request: HttpRequest, code: str) -> JsonResponse:
    seat = _seat(request, code)
    if request.POST.get("read") != "yes":
        return JsonResponse({"error": _("请先看完协议书，再勾选“我已看过”。")}, status=422)
    try:
        image = _image(request.POST.get("drawn", ""))
        sign_agreement(_drawn(request, image), actor=seat)
    except NotAllowed as error:
        return JsonResponse({"error": str(error)}, status=403)
    except RoomError as error:
        return JsonResponse({"error": str(error)}, status=409)
    return JsonResponse({"signed": True})


def _drawn(request: HttpRequest, image: bytes) -> Drawn:
    return Drawn(
        seen=request.POST.get("seen", "")[:64],
        image=image,
        typed=request.POST.get("typed", "")[:60],
        device=f"{visitor(request)} {request.META.get('HTTP_USER_AGENT', '')}"[:300],
    )


def _image(said: str) -> bytes:
    if not said:
        return b""
    if not said.startswith(_PNG) or len(said) > LARGEST:
        raise RoomError(_("签名没有传完整，请重新签一次。"))
    try:
        return base64.b64decode(said.removeprefix(_PNG), validate=True)
    except binascii.Error as error:
        raise RoomError(_("签名没有传完整，请重新签一次。")) from error


def _seat(request: HttpRequest, code: str) -> Seat:
    """Who was admitted, also after the end. Others are told nothing."""
    room = room_of(code)
    seat = seat_at(request, room) if room is not None else None
    if seat is None or not inside(seat):
        raise Http404
    return seat


def _paper(room: Room) -> Paper:
    paper = in_force(room)
    if paper is None:
        raise Http404
    return paper


def _handed(content: bytes, mime: str) -> HttpResponse:
    response = HttpResponse(content, content_type=mime)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
