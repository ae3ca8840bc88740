"""Text messages: a gateway reached over HTTP, or the server's console in the demo."""

import base64
import json
import logging
from typing import Protocol
from urllib.error import URLError
from urllib.parse import unquote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.utils.translation import gettext as _

log = logging.getLogger("fengqiao.sms")
SECONDS = 5


class SmsError(Exception):
    """The message did not leave; the text is for the person who waits for it."""


class Carrier(Protocol):
    def send(self, phone: str, text: str) -> None: ...


class ConsoleCarrier:
    """Prints to the server's console. For the demo only: whoever reads the log reads the codes."""

    def send(self, phone: str, text: str) -> None:
        log.info("SMS to %s: %s", phone, text)


class _NoRedirects(HTTPRedirectHandler):
    """A gateway that answers with a redirect is misconfigured; the message must not follow it elsewhere."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


class GatewayCarrier:
    """POSTs {"phone": "+86…", "text": "…"} as JSON; user and password of the URL go as basic authorisation."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise SmsError(_("短信服务地址无效。"))
        host = parts.hostname + (f":{parts.port}" if parts.port else "")
        self.url = urlunsplit((parts.scheme, host, parts.path, parts.query, ""))
        self.headers = {"Content-Type": "application/json; charset=utf-8"}
        if parts.username:
            pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            self.headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()

    def send(self, phone: str, text: str) -> None:
        body = json.dumps({"phone": phone, "text": text}, ensure_ascii=False).encode()
        request = Request(self.url, data=body, headers=self.headers, method="POST")  # noqa: S310 (scheme checked)
        try:
            with build_opener(_NoRedirects).open(request, timeout=SECONDS):
                pass
        except (URLError, OSError) as error:
            log.error("SMS gateway %s failed: %s", urlsplit(self.url).hostname, error)
            raise SmsError(_("短信没有发出，请稍后再试，或到窗口办理。")) from error


def carrier() -> Carrier | None:
    if settings.SMS_URL:
        return GatewayCarrier(settings.SMS_URL)
    return ConsoleCarrier() if settings.DEMO else None


def available() -> bool:
    return bool(settings.SMS_URL or settings.DEMO)


def shown_on_page() -> bool:
    """In the demo nobody holds the phone: the page itself shows the code, in a box that says so."""
    return bool(settings.DEMO and not settings.SMS_URL)


def send(phone: str, text: str) -> None:
    found = carrier()
    if found is None:
        raise SmsError(_("本站尚未开通短信，请用用户名和密码登录，或到窗口办理。"))
    found.send(phone, text)
