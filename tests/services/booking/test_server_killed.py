"""The server is killed while people book. Whoever was answered has the time; nobody else has anything by halves."""

import http.client
import json
import os
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from services.booking.models import Appointment
from tests.demo import ROOT
from tests.server import free_port
from tests.services.booking.conftest import at
from tests.services.booking.invariants import broken
from tests.services.booking.test_fights import arena  # noqa: F401

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
VISITORS, SECONDS = 4, 90


@pytest.fixture
def server(tmp_path):
    """Starts one on the database of the test; several times, if it is killed in between."""
    database = settings.DATABASES["default"]
    user, host, port = database["USER"], database["HOST"], database["PORT"]
    url = (
        f"sqlite:///{database['NAME']}"
        if not host
        else f"postgresql://{user}@{host}:{port}/{database['NAME']}"
    )
    own = {
        "DATABASE_URL": url,
        "VAR_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "portal.settings.development",
        "FIELD_KEYS": settings.FIELD_KEYS,
    }
    started = []

    def start():
        port = free_port()
        command = [sys.executable, "-m", "uvicorn", "portal.asgi:application", "--port", str(port)]
        with (tmp_path / "log").open("a") as log:
            process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **own}, stdout=log, stderr=log)
        started.append(process)
        _wait(port)
        return process, port

    yield start
    for process in started:
        process.kill()
        process.wait()


def _wait(port):
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        try:
            if _ask(port, "GET", "/healthz")[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("The server did not start.")


def _ask(port, method, path, said=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    body = json.dumps(said) if said else None
    try:
        connection.request(method, path, body, {"Host": "jia.localhost", "Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def _visit(port, who, answered):
    """Books one half hour after the other until the server is gone."""
    day = timezone.localdate() + timedelta(days=7)
    for count in range(40):
        slot = f"{at(9 + count % 8, 30 * (count // 8 % 2), day)}-any"
        said = {
            "service": "advice",
            "slot": slot,
            "name": "某人",
            "phone": f"199{who:04}{count:04}",
            "channel": "phone",
        }
        try:
            status, body = _ask(port, "POST", "/api/v1/booking/", said)
        except (OSError, http.client.HTTPException):
            return
        answered.append((status, json.loads(body)))


def test_who_was_answered_has_the_time_and_nothing_is_half_done(arena, server):  # noqa: F811
    answered = []
    process, port = server()
    visitors = [threading.Thread(target=_visit, args=(port, who, answered)) for who in range(VISITORS)]
    for one in visitors:
        one.start()
    while sum(status == 201 for status, _body in list(answered)) < 3:
        time.sleep(0.05)
    process.kill()
    for one in visitors:
        one.join()
    told = {body["number"] for status, body in answered if status == 201}
    standing = set(Appointment.objects.filter(state="confirmed").values_list("number", flat=True))
    assert told <= standing
    assert len(standing - told) <= VISITORS
    assert broken() == []
    process, port = server()
    free = json.loads(
        _ask(
            port,
            "GET",
            f"/api/v1/booking/free/?service=advice&channel=phone&day={timezone.localdate() + timedelta(days=8)}",
        )[1]
    )
    said = {
        "service": "advice",
        "slot": free[0]["id"],
        "name": "某人",
        "phone": "19900009999",
        "channel": "phone",
    }
    assert _ask(port, "POST", "/api/v1/booking/", said)[0] == 201
    assert broken() == []
