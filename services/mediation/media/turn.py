"""STUN and TURN: where a browser learns its outer address, and who carries for it when no direct way is open.

Credentials are those of coturn's `use-auth-secret` (draft-uberti-behave-turn-rest-00): the name holds the second at
which it ends, the password is the name's HMAC-SHA1. The server needs no list of users, and nothing is stored.
"""

import base64
import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

# A mediation lasts two hours; a browser asks again whenever it connects to the room.
LIFETIME = timedelta(hours=6)


def ice_servers(holder: str, now: datetime) -> list[dict[str, Any]]:
    """RTCConfiguration.iceServers; empty where the office runs no TURN server. `holder` is read in its log only."""
    servers: list[dict[str, Any]] = []
    stun = settings.STUN_URL or _stun_of(settings.TURN_URL)
    if stun:
        servers.append({"urls": stun})
    if settings.TURN_URL:
        servers.append({"urls": settings.TURN_URL, **credentials(holder, now)})
    return servers


def credentials(holder: str, now: datetime) -> dict[str, str]:
    username = f"{int((now + LIFETIME).timestamp())}:{holder}"
    # SHA-1 is what the protocol prescribes; as an HMAC it is not broken.
    signature = hmac.new(settings.TURN_SECRET.encode(), username.encode(), hashlib.sha1).digest()
    return {"username": username, "credential": base64.b64encode(signature).decode()}


def _stun_of(turn: list[str]) -> list[str]:
    """Every TURN server answers STUN, too, on its UDP port."""
    plain = (url.removeprefix("turn:").partition("?") for url in turn if url.startswith("turn:"))
    hosts = [host for host, _, how in plain if how in ("", "transport=udp")]
    return [f"stun:{host}" for host in dict.fromkeys(hosts)]
