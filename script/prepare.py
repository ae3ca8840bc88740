"""What script/server does in Django before it serves: migrate if needed, load the demo once, say where to go.

One process for the three steps, since each start of Django costs seconds.
"""

import os
import socket
import sys
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

ROOT = Path(__file__).resolve().parent.parent


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def refuse_a_taken_port(port: int) -> None:
    """Asked before the long work, so that nobody waits a minute for a refusal."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(f"Port {port} is in use. Choose another:  PORT={port + 1} script/server")


def migrate_if_needed() -> None:
    executor = MigrationExecutor(connection)
    steps = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if steps:
        say(f"Bringing the database up to date: {steps} steps (half a minute the first time) …")
        call_command("migrate", verbosity=0, interactive=False)


def main() -> None:
    refuse_a_taken_port(int(os.environ["PORT"]))
    django.setup()
    migrate_if_needed()
    call_command("rebuild_search", if_needed=True, verbosity=0)
    call_command("load_demo")
    call_command("demo_accounts")
    say("\nCtrl+C stops the portal.")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
