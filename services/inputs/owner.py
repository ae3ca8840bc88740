"""Whose draft it is: the person who signed in, else this browser's session."""

from django.http import HttpRequest
from django.utils.crypto import get_random_string, salted_hmac

_IN_SESSION = "draft_owner"


def owner_of(request: HttpRequest) -> str:
    """Begins a session where there is none."""
    if request.user.is_authenticated:
        return _hashed(f"user {request.user.pk}")
    if _IN_SESSION not in request.session:
        request.session[_IN_SESSION] = get_random_string(32)
    return _of_session(request)


def owners_of(request: HttpRequest) -> list[str]:
    """The present owner first; what was typed before signing in still belongs to the same session."""
    found = [owner_of(request)] if request.user.is_authenticated else []
    return found + ([_of_session(request)] if _IN_SESSION in request.session else [])


def _of_session(request: HttpRequest) -> str:
    return _hashed(f"session {request.session[_IN_SESSION]}")


def _hashed(text: str) -> str:
    """Who reads the table cannot take over a session."""
    return salted_hmac("services.inputs.owner", text, algorithm="sha256").hexdigest()
