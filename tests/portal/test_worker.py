"""The loop that does what is due: when it stops, and what it survives."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection

from portal import timetable
from portal.management.commands import run_worker
from portal.timetable import DUTIES, Duty
from tenants.models import Tenant
from tests.demo import ROOT

SECONDS = 60


@pytest.fixture
def rounds(monkeypatch):
    """What the loop did, one word each; the loop ends after the third round."""
    done = []

    def look():
        done.append("look")
        if done.count("look") == 3:
            os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(
        timetable, "DUTIES", (Duty("all", lambda: done.append("all")), Duty("look", look, often=True))
    )
    monkeypatch.setattr(run_worker, "LOOK", 0.01)
    monkeypatch.setattr(run_worker, "REST", 0.01)
    before = {name: signal.getsignal(name) for name in (signal.SIGTERM, signal.SIGINT)}
    yield done
    for name, handler in before.items():
        signal.signal(name, handler)


def test_the_outbox_is_looked_into_between_the_rounds(rounds):
    call_command("run_worker", every=1000)
    assert rounds == ["all", "look", "look", "look"]


def test_every_round_does_everything(rounds):
    call_command("run_worker", every=0)
    assert rounds == ["all", "look"] * 3


def test_a_worker_without_its_parent_does_nothing(rounds):
    call_command("run_worker", beside=os.getppid() + 1)
    assert rounds == []


def test_what_people_wait_for_is_done_often():
    assert [duty.name for duty in DUTIES if duty.often] == [
        "index what has changed",
        "send what waits in the outbox",
    ]


def test_a_database_that_is_away_is_one_line_and_the_next_duty_tries(monkeypatch, caplog, settings):
    def fail():
        raise OperationalError("server closed the connection")

    done = []
    monkeypatch.setattr(timetable, "DUTIES", (Duty("one", fail), Duty("two", lambda: done.append(2))))
    assert timetable.run_due() == {"one": False, "two": True}
    assert caplog.messages == ["duty failed: one: the database is out of reach (OperationalError)"]
    assert (done, caplog.records[0].exc_info) == ([2], None)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_lost_connection_is_replaced(monkeypatch, county_a):
    """As after a restart of the server: the first duty finds the connection dead, the second has one of its own."""

    def lose():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    monkeypatch.setattr(timetable, "DUTIES", (Duty("lose", lose), Duty("read", Tenant.objects.count)))
    assert timetable.run_due() == {"lose": False, "read": True}


@pytest.mark.slow
def test_the_worker_goes_with_the_server_beside_it(tmp_path):
    """However that ends: it is killed here, and can tell nobody."""
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.development", "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/none.sqlite3",
    }  # fmt: skip
    start = f'"{sys.executable}" manage.py run_worker --beside $$ & echo $!; exec sleep 600'
    server = subprocess.Popen(
        ["sh", "-c", start],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    worker = int(server.stdout.readline())
    # The first duty fails on the empty database: the loop is running.
    assert "duty failed" in server.stderr.readline()
    server.kill()
    server.wait()
    until = time.monotonic() + SECONDS
    while _lives(worker) and time.monotonic() < until:
        time.sleep(0.2)
    assert not _lives(worker)
    server.stdout.close()
    server.stderr.close()


def _lives(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat") as state:  # a zombie is nobody's fault
        return state.read().rpartition(")")[2].split()[0] != "Z"
