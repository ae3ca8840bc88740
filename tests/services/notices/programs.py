"""Processes of their own that work on the test's database, as workers do."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

SECONDS = 60
_START = """
import sys, time
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
from services.notices import queries, registry
from services.notices.actions.deliver_due import deliver_due
from services.notices.actions.queue import queue
from services.notices.hours import Span
from tenants import sms
from tenants.models import Tenant, User
from tenants.scope import in_tenant

class Paper:
    def send(self, phone, text):
        print(text, flush=True)
        time.sleep(SLOW)

SLOW = 0
sms.carrier = Paper
queries.USUAL_QUIET = Span(queries.USUAL_QUIET.since, queries.USUAL_QUIET.since)
registry.register(registry.Kind("loud", "也发短信", sms=True))
print("ready", flush=True)
sys.stdin.readline()
"""


@contextmanager
def running(program: str, **environment: str) -> Iterator[subprocess.Popen]:
    """Started and waiting for `go`; killed at the end if it is still there."""
    process = subprocess.Popen(
        [sys.executable, "-c", _START + program, str(settings.DATABASES["default"]["NAME"])],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.testing", **environment},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    with process:
        try:
            ready = process.stdout.readline()
            assert ready == "ready\n", process.stderr.read()
            yield process
        finally:
            process.kill()


def go(process: subprocess.Popen) -> None:
    process.stdin.write("go\n")
    process.stdin.flush()


def finished(process: subprocess.Popen) -> list[str]:
    """The lines it wrote to the end."""
    out, errors = process.communicate(timeout=SECONDS)
    assert (process.returncode, errors) == (0, "")
    return out.splitlines()
