import os
import signal
import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from portal.timetable import run_due

# Seconds between two looks into the outbox, and the pause after a round in which something failed.
LOOK, REST = 1, 10


class Command(BaseCommand):
    help = "Does what is due again and again, until it is told to stop. Any number may run at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=int, default=30, help="seconds between two rounds of every duty")
        parser.add_argument(
            "--beside", type=int, metavar="PID", help="stop when this process, the parent, is gone"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        stopped = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stopped.set())
        beside, due = options["beside"], 0.0
        while not stopped.is_set() and beside in (None, os.getppid()):
            everything = time.monotonic() >= due
            if everything:
                due = time.monotonic() + options["every"]
            done = run_due(often=not everything)
            close_old_connections()
            _wait(stopped, beside, LOOK if all(done.values()) else REST)


def _wait(stopped: threading.Event, beside: int | None, seconds: int) -> None:
    """In short steps: whoever loses its parent must not stay for long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and beside in (None, os.getppid()):
        if stopped.wait(min(1, until - time.monotonic())):
            return
