"""Access tokens of LiveKit: a signed statement of what the holder may do in one of its rooms."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import jwt
from django.conf import settings
from django.utils import timezone


def token(grant: Mapping[str, Any], *, lifetime: timedelta, identity: str = "") -> str:
    claims: dict[str, Any] = {
        "iss": settings.LIVEKIT_API_KEY,
        "exp": timezone.now() + lifetime,
        "video": dict(grant),
    }
    if identity:
        claims["sub"] = identity
    return jwt.encode(claims, settings.LIVEKIT_API_SECRET, algorithm="HS256")
