"""In with a file, out with a file or a page of it. Who may not see one is told that there is none."""

from cryptography.fernet import InvalidToken
from django.core.files.base import ContentFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from services.documents.store import opened
from services.mediation.actions.share_file import share_file
from services.mediation.errors import NotAllowed, RoomError
from services.mediation.files import JPEG, LARGEST, PDF
from services.mediation.holding import seat_for
from services.mediation.models import Seat, SharedFile
from services.mediation.pages import NotReadable, page_png
from services.mediation.shown import file_for, page_for
from tenants.scope import current_tenant
from tenants.sockets import Visitor
from tenants.throttle import throttled

# Nothing in a file runs or fetches, whatever a browser takes it for.
_POLICY = "default-src 'none'; sandbox"


@never_cache
@require_POST
@throttled("mediation-files", limit=40)
def share(request: HttpRequest, code: str) -> JsonResponse:
    seat, upload = _seat(request, code), request.FILES.get("file")
    if upload is None:
        return JsonResponse({"error": _("请选择要共享的文件。")}, status=422)
    if upload.size > LARGEST:
        return JsonResponse({"error": _("文件太大了，不能超过20MB。")}, status=413)
    try:
        row = share_file(upload.name or "", upload.read(), actor=seat)
    except NotAllowed as error:
        return JsonResponse({"error": str(error)}, status=403)
    except RoomError as error:
        return JsonResponse({"error": str(error)}, status=422)
    return JsonResponse({"file": row.pk, "name": row.name, "pages": row.pages}, status=201)


@never_cache
@require_safe
def file(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    row = file_for(_seat(request, code), pk)
    if row is None:
        raise Http404
    return _handed(_bytes(row), row.mime, name=row.name)


@never_cache
@require_safe
def page(request: HttpRequest, code: str, pk: int, number: int, form: str) -> HttpResponse:
    row = page_for(_seat(request, code), pk, number)
    if row is None or not 1 <= number <= row.pages or form != ("png" if row.mime == PDF else "jpg"):
        raise Http404
    if row.mime == JPEG:
        return _handed(_bytes(row), JPEG)
    try:
        return _handed(page_png(_bytes(row), number), "image/png")
    except NotReadable as error:
        raise Http404 from error


def _seat(request: HttpRequest, code: str) -> Seat:
    """The doors are those of the line: who leads has passed the second factor, too."""
    seat = seat_for(Visitor(current_tenant(), request.user, request.session), code)
    if seat is None:
        raise Http404
    return seat


def _bytes(row: SharedFile) -> bytes:
    try:
        return opened(row.file)
    except (FileNotFoundError, InvalidToken) as error:
        raise Http404(_("文件不在了。")) from error


def _handed(content: bytes, mime: str, *, name: str = "") -> FileResponse:
    """With a name it is saved to disk; without, it is a picture in the page."""
    response = FileResponse(ContentFile(content), as_attachment=bool(name), filename=name, content_type=mime)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
