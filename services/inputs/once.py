"""What a page says once after the browser was sent on: sealed in the session, gone when it is read."""

import json
from typing import Any

from django.http import HttpRequest

from tenants.cipher import seal, unseal


def leave(request: HttpRequest, key: str, said: Any) -> None:
    request.session[f"once:{key}"] = seal(json.dumps(said, ensure_ascii=False))


def take(request: HttpRequest, key: str) -> Any:
    """None where nothing was left."""
    found = request.session.pop(f"once:{key}", None)
    return json.loads(unseal(found)) if found else None
