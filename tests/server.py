"""The real server in a process of its own, on a folder of tests/demo.py."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from tests.demo import ROOT, demo_copy, environment, manage

_START_SECONDS = 90
_STOP_SECONDS = 15


@dataclass(frozen=True)
class Server:
    folder: Path
    port: int
    log: Path

    def url(self, tenant: str, path: str = "/") -> str:
        """`url("yunxi", "/policies/")`; the umbrella's name is ""."""
        return f"http://{tenant + '.' if tenant else ''}localhost:{self.port}{path}"

    def manage(self, *arguments: str) -> str:
        return manage(self.folder, *arguments, port=self.port)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(folder: Path, *, port: int, application: str = "portal.asgi:application") -> Iterator[Server]:
    log = folder / "server.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [
                sys.executable, "-m", "uvicorn", application, "--host", "127.0.0.1", "--port", str(port),
                "--no-server-header", "--log-level", "warning", "--ws-max-size", "131072",
            ],
            cwd=ROOT, env=environment(folder, port), stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        _wait(process, port, log)
        yield Server(folder, port, log)
    finally:
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def demo_serving(folder: Path, **how: str) -> Iterator[Server]:
    """A copy of the demo, which may be written to."""
    port = free_port()
    with serving(demo_copy(folder, port=port), port=port, **how) as server:
        yield server


def _wait(process: subprocess.Popen, port: int, log: Path) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        with closing(HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
            try:
                connection.request("GET", "/healthz")
                if connection.getresponse().status == 200:
                    return
            except (OSError, HTTPException):
                time.sleep(0.2)
    raise RuntimeError(f"The server did not start:\n{log.read_text()[-4000:]}")
