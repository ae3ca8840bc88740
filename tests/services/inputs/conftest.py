from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import RequestFactory

from services.inputs.bound import Bound
from tests.services.forms import sample


@pytest.fixture
def asked(inside_a) -> Callable[..., HttpRequest]:
    """`asked(data)` is a POST, `asked()` a GET; one browser unless `session` is another."""
    own = SessionStore()

    def make(data: dict[str, Any] | None = None, *, user: Any = None, session: Any = None) -> HttpRequest:
        factory = RequestFactory()
        request = factory.get("/") if data is None else factory.post("/", data)
        request.tenant, request.user = inside_a, user or AnonymousUser()
        request.session = own if session is None else session
        return request

    return make


@pytest.fixture
def bound(asked) -> Callable[..., Bound]:
    """`bound({"form-about": "…"})`: the sample form as it was sent."""
    form = sample.form()
    return lambda data=None, **how: Bound.of(asked(data), form, "form", **how)
