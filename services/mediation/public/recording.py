"""Where the recorder's browser leaves what it recorded, a few seconds at a time."""

from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from services.mediation.actions.finish_recording import conclude
from services.mediation.actions.keep_chunk import (
    LARGEST_CHUNK,
    Differs,
    Gap,
    TooLarge,
    TooLate,
    keep_chunk,
)
from services.mediation.entry import room_of
from services.mediation.errors import NotAllowed, RoomError
from services.mediation.holding import seat_at
from services.mediation.models import Recording, Seat
from tenants.throttle import throttled

_STATUS = {Gap: 409, Differs: 409, TooLarge: 413, TooLate: 410, NotAllowed: 403}
_PER_MINUTE = 600


def _slow_down(request: HttpRequest, seconds: int) -> JsonResponse:
    return _json({"error": _("请求太频繁，请在 %(seconds)d 秒后再试。") % {"seconds": seconds}}, 429)


@never_cache
@require_http_methods(["PUT", "POST"])
@throttled("mediation-recording", limit=_PER_MINUTE, refusal=_slow_down)
def chunk(request: HttpRequest, code: str, pk: int, number: int) -> JsonResponse:
    """The bytes themselves; their SHA-256 stands in the address. Answers with the number that comes next."""
    recording, seat = _own(request, code, pk)
    try:
        if _length(request) > LARGEST_CHUNK:
            raise TooLarge(_("录像太大了。"))
        told = request.GET.get("sha256", "")
        return _json({"next": keep_chunk(recording, number, request.body, told, actor=seat)})
    except RoomError as error:
        return _refused(error)


@never_cache
@require_POST
@throttled("mediation-recording", limit=_PER_MINUTE, refusal=_slow_down)
def finished(request: HttpRequest, code: str, pk: int) -> JsonResponse:
    """The browser has sent everything: `chunks` of them. Where some are missing it is told which comes next."""
    recording, seat = _own(request, code, pk)
    sent = request.POST.get("chunks", "")
    if not sent.isascii() or not sent.isdigit() or int(sent) > recording.chunk_count:
        return _refused(Gap(_("前面还有片段没有收到。"), recording.chunk_count))
    conclude(recording, by=seat.user)
    recording.refresh_from_db()
    return _json({"state": recording.state, "sha256": recording.sha256, "size": recording.size})


def _own(request: HttpRequest, code: str, pk: int) -> tuple[Recording, Seat]:
    """404 for whoever did not start it: whether there is such a recording is nobody's to learn."""
    room = room_of(code)
    seat = room and seat_at(request, room)
    found = seat and Recording.objects.filter(room=room, pk=pk, seat=seat).first()
    if not found:
        raise Http404
    return found, seat


def _length(request: HttpRequest) -> int:
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isdigit() else 0


def _refused(error: RoomError) -> JsonResponse:
    more = {"next": error.expected} if isinstance(error, Gap) else {}
    return _json({"error": str(error), **more}, _STATUS.get(type(error), 422))


def _json(told: dict[str, Any], status: int = 200) -> JsonResponse:
    return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})
