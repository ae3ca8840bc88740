import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tenants import sms


@pytest.fixture
def gateway():
    """A gateway on this machine; `answer` is what it says, `seen` what it was asked."""

    class Handler(BaseHTTPRequestHandler):
        answer, seen = 200, []

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.seen.append((self.path, self.headers["Authorization"], json.loads(body)))
            self.send_response(self.answer)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *args):
            pass

    Handler.seen = []
    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    server.handler = Handler
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_gateway_gets_json_and_the_url_keeps_its_secret(gateway, settings):
    settings.SMS_URL = f"http://house:se%20cret@127.0.0.1:{gateway.server_port}/send?sign=1"
    sms.send("+8613800000001", "【甲县】验证码 123456")
    assert gateway.handler.seen == [
        (
            "/send?sign=1",
            "Basic aG91c2U6c2UgY3JldA==",
            {"phone": "+8613800000001", "text": "【甲县】验证码 123456"},
        )
    ]


@pytest.mark.parametrize("answer", [500, 403, 302])
def test_a_gateway_that_fails_is_told_in_a_sentence(gateway, settings, answer):
    gateway.handler.answer = answer
    settings.SMS_URL = f"http://127.0.0.1:{gateway.server_port}/send"
    with pytest.raises(sms.SmsError, match="短信没有发出"):
        sms.send("+8613800000001", "x")
    assert len(gateway.handler.seen) == 1


def test_nobody_answers(settings):
    settings.SMS_URL = "http://127.0.0.1:9/send"
    with pytest.raises(sms.SmsError, match="短信没有发出"):
        sms.send("+8613800000001", "x")


def test_a_url_that_is_none(settings):
    settings.SMS_URL = "file:///etc/passwd"
    with pytest.raises(sms.SmsError, match="地址无效"):
        sms.send("+8613800000001", "x")


def test_without_gateway_only_the_demo_sends(settings, caplog):
    settings.SMS_URL, settings.DEMO = "", True
    with caplog.at_level("INFO", logger="fengqiao.sms"):
        sms.send("+8613800000001", "码 1")
    assert caplog.messages == ["SMS to +8613800000001: 码 1"]
    assert (sms.available(), sms.shown_on_page()) == (True, True)
    settings.DEMO = False
    assert (sms.available(), sms.shown_on_page()) == (False, False)
    with pytest.raises(sms.SmsError, match="尚未开通短信"):
        sms.send("+8613800000001", "x")


def test_with_a_gateway_the_page_never_shows_a_code(settings):
    settings.SMS_URL, settings.DEMO = "https://sms.example/send", True
    assert (sms.available(), sms.shown_on_page()) == (True, False)
