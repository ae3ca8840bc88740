"""Which way picture and sound take in this installation."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from services.mediation.media.base import MediaPath
from services.mediation.media.livekit import LiveKit
from services.mediation.media.mesh import Mesh
from services.mediation.models import Room


def path_for(room: Room) -> MediaPath:
    """The same for every seat of a room: people on two ways would not see each other."""
    return _path()


def reaching_media(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For the room's page: the only one that may connect to the media server."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if origins := _path().origins():
            # What django-csp's own decorator sets; that one takes its list when the module is loaded.
            response._csp_update = {**getattr(response, "_csp_update", {}), "connect-src": origins}
        return response

    return wrapped


def _path() -> MediaPath:
    return LiveKit() if settings.LIVEKIT_URL else Mesh()
