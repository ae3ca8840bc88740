"""Looking at what was recorded: listed on the page of its room, opened by a button that is journalled.

One press is one look and lasts an hour in this browser; pages of the player ask for the bytes piece by piece.
There is no download: the film is looked at where it lies.
"""

import time
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from services.mediation.actions.watch import watch
from services.mediation.errors import RoomError
from services.mediation.models import Recording
from services.mediation.playback import asked, between
from services.mediation.recordings import WHY, led_by, may_watch
from tenants.admin.addresses import KEYS
from tenants.modeladmin import Refusing

LASTS = 3600
_OPENED = "recordings_opened"
# The film may be shown; nothing in it may run or fetch.
_POLICY = "default-src 'none'; media-src 'self'; sandbox"


class _OfRecording(View):
    recording: Recording

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = Recording.objects.select_related("room__tenant", "seat").filter(pk=kwargs["pk"]).first()
        if found is None or not may_watch(found, request.user, request.roles):
            raise Http404
        self.recording = found
        return super().dispatch(request, *args, **kwargs)

    def opened(self) -> bool:
        until = self.request.session.get(_OPENED, {}).get(str(self.recording.pk), 0)
        return until > time.time()


@method_decorator(never_cache, name="dispatch")
class WatchView(Refusing, _OfRecording):
    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            watch(self.recording, actor=request.user, reason=request.POST.get("reason", "")[:200])
        except RoomError as error:
            return self.shown(problem=str(error), status=422)
        opened = {
            key: until for key, until in request.session.get(_OPENED, {}).items() if until > time.time()
        }
        request.session[_OPENED] = {**opened, str(self.recording.pk): time.time() + LASTS}
        return redirect("mediation_recording", self.recording.pk)

    def shown(self, *, problem: str = "", status: int = 200) -> HttpResponse:
        context = {
            "recording": self.recording,
            "room": self.recording.room,
            "why": WHY.get(self.recording.why, ""),
            "own": led_by(self.request.user, self.recording),
            "ready": self.recording.state == Recording.State.FINISHED,
            "opened": self.opened(),
            "problem": problem,
            "reason": self.request.POST.get("reason", "")[:200],
        }
        return TemplateResponse(self.request, "mediation/admin/recording.html", context, status=status)


class BytesView(Refusing, _OfRecording):
    """Only ranges are answered: a browser that plays asks for them, a program that copies may as well not begin."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.opened():
            raise PermissionDenied(_("请先在录像那一页上点“观看”。"))
        wanted = asked(request.headers.get("Range", ""), self.recording.size)
        if wanted is None:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{self.recording.size}"})
        first, last = wanted
        try:
            content = between(self.recording, first, last)
        except FileNotFoundError:
            raise Http404(_("文件不在了。")) from None
        response = HttpResponse(content, status=206, content_type=self.recording.mime.partition(";")[0])
        response["Content-Range"] = f"bytes {first}-{last}/{self.recording.size}"
        response["Accept-Ranges"] = "bytes"
        response["Cache-Control"] = "private, no-store"
        response["Content-Security-Policy"] = _POLICY
        return response


def recording_urls() -> list[URLPattern]:
    urls = [
        path("mediation/recordings/<int:pk>/", WatchView.as_view(), name="mediation_recording"),
        path("mediation/recordings/<int:pk>/bytes/", BytesView.as_view(), name="mediation_recording_bytes"),
    ]
    KEYS.update({url.name: Recording for url in urls})
    return urls
