"""Servers that carry picture and sound: coturn, and LiveKit where there is one."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.architecture.sources import ROOT
from tests.server import free_port

TURN_SECRET = "what coturn and the portal both know"
_START_SECONDS = 20


class NoServerError(Exception):
    """It is not on this machine; the text says where it is to be had."""


@dataclass(frozen=True)
class LiveKitServer:
    url: str
    key: str
    secret: str


@contextmanager
def coturn(
    folder: Path, addresses: list[str], *, within: Callable[..., list[str]] | None = None
) -> Iterator[Path]:
    """Serves on port 3478 of the addresses until the end; gives its log. `within` puts a command into a network."""
    program = shutil.which("turnserver")
    if program is None:
        raise NoServerError("no turnserver on this machine (apt install coturn)")
    command = [
        program, "-n", "--no-cli", "--no-tls", "--no-dtls", "--fingerprint", "--use-auth-secret",
        f"--static-auth-secret={TURN_SECRET}", "--realm=law.example", "--listening-port=3478",
        "--min-port=49160", "--max-port=49260", f"--pidfile={folder / 'turn.pid'}", "--log-file=stdout", "--verbose",
        *(f"--{role}-ip={address}" for address in addresses for role in ("listening", "relay")),
    ]  # fmt: skip
    log = folder / "turn.log"
    with _running(within(*command) if within else command, log):
        _wait(
            lambda: (
                "Total General servers" in log.read_text()
                or "relay ports initialization done" in log.read_text()
            ),
            log,
        )
        yield log


@contextmanager
def livekit(folder: Path) -> Iterator[LiveKitServer]:
    """The server that TEST_LIVEKIT_URL names, or one of our own from `livekit-server` on the path or in var/."""
    if named := _of_environment("URL"):
        yield LiveKitServer(named, _of_environment("API_KEY"), _of_environment("API_SECRET"))
        return
    program = _livekit_server()
    port, key, secret = free_port(), "tests", "a secret of more than thirty-two letters"
    settings = folder / "livekit.yaml"
    settings.write_text(
        f"port: {port}\nbind_addresses: [127.0.0.1]\nkeys:\n  {key}: {secret}\n"
        f"rtc:\n  tcp_port: {free_port()}\n  udp_port: {_free_udp_port()}\n  node_ip: 127.0.0.1\n"
        "  use_external_ip: false\n  enable_loopback_candidate: true\n"
    )
    log = folder / "livekit.log"
    with _running([program, "--config", str(settings)], log):
        _wait(lambda: _answers(f"http://127.0.0.1:{port}"), log)
        yield LiveKitServer(f"ws://127.0.0.1:{port}", key, secret)


def _of_environment(name: str) -> str:
    return os.environ.get(f"TEST_LIVEKIT_{name}", "")


def _livekit_server() -> str:
    program = shutil.which("livekit-server") or shutil.which(str(ROOT / "var" / "livekit-server"))
    if program is None:
        raise NoServerError("neither TEST_LIVEKIT_URL nor a livekit-server on the path or in var/")
    return program


@contextmanager
def _running(command: list[str], log: Path) -> Iterator[None]:
    with log.open("w") as output:
        process = subprocess.Popen(command, cwd=log.parent, stdout=output, stderr=subprocess.STDOUT)
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(ready: Callable[[], bool], log: Path) -> None:
    until = time.monotonic() + _START_SECONDS
    while not ready():
        if time.monotonic() > until:
            raise RuntimeError(f"The server did not start:\n{log.read_text()[-4000:]}")
        time.sleep(0.1)


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=2):
            return True
    except (URLError, OSError):
        return False


def _free_udp_port() -> int:
    with socket.socket(type=socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    try:
        _of_environment("URL") or _livekit_server()
    except NoServerError as error:
        sys.exit(str(error))
