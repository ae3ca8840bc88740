"""Two networks that do not reach each other, and a host between them that both reach: namespaces of this machine.

a 10.77.1.2 ──── 10.77.1.1 middle 10.77.2.1 ──── 10.77.2.2 b        the middle forwards nothing and loses some
"""

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PORTION = {"a": 1, "b": 2}


class NoNetworksError(Exception):
    """This machine does not let us make networks; the text says what is missing."""


@dataclass(frozen=True)
class Networks:
    names: dict[str, str]
    # Who loses the packets: "netem" or "iptables".
    losing: str

    def command(self, where: str, *command: str) -> list[str]:
        """`where` is "a", "b" or "middle"."""
        return ["ip", "netns", "exec", self.names[where], *command]

    def wrapped(self, where: str, program: str, folder: Path) -> str:
        """The path of a script that starts the program in that network; its arguments are handed on."""
        script = folder / f"in-{where}"
        script.write_text(f'#!/bin/sh\nexec {shlex.join(self.command(where, program))} "$@"\n')
        script.chmod(0o755)
        return str(script)

    def middle(self, where: str) -> str:
        return f"10.77.{PORTION[where]}.1"

    def address(self, where: str) -> str:
        return f"10.77.{PORTION[where]}.2"


@contextmanager
def two_networks(*, loss: float = 0.05) -> Iterator[Networks]:
    """Raises NoNetworksError. `loss` is the share of UDP packets that the middle drops of what comes to it."""
    if os.geteuid() != 0 or not shutil.which("ip"):
        raise NoNetworksError("network namespaces ask for root and iproute2")
    names = {where: f"fq{os.getpid()}{where}" for where in ("a", "b", "middle")}
    try:
        _laid(names)
        yield Networks(names, _lossy(names, loss))
    finally:
        for name in names.values():
            subprocess.run(["ip", "netns", "del", name], capture_output=True, check=False)


def _laid(names: dict[str, str]) -> None:
    for name in names.values():
        _run("ip", "netns", "add", name)
        _run("ip", "-n", name, "link", "set", "lo", "up")
    for where, number in PORTION.items():
        inner, outer = f"{names[where]}i", f"{names[where]}o"
        _run(
            "ip",
            "link",
            "add",
            inner,
            "netns",
            names[where],
            "type",
            "veth",
            "peer",
            outer,
            "netns",
            names["middle"],
        )
        for name, link, last in ((names[where], inner, 2), (names["middle"], outer, 1)):
            _run("ip", "-n", name, "address", "add", f"10.77.{number}.{last}/24", "dev", link)
            _run("ip", "-n", name, "link", "set", link, "up")
        _run("ip", "-n", names[where], "route", "add", "default", "via", f"10.77.{number}.1")
    _in_middle(names, "sysctl", "-q", "-w", "net.ipv4.ip_forward=0")


def _lossy(names: dict[str, str], loss: float) -> str:
    """Not every kernel has the queue that loses and delays; the packet filter can lose, too."""
    links = [f"{names[where]}o" for where in PORTION]
    try:
        for link in links:
            _in_middle(names, *f"tc qdisc add dev {link} root netem loss {loss:%} delay 30ms".split())
        return "netem"
    except NoNetworksError:
        rule = f"iptables -A INPUT -p udp -m statistic --mode random --probability {loss} -j DROP"
        _in_middle(names, *rule.split())
        return "iptables"


def _in_middle(names: dict[str, str], *command: str) -> None:
    _run("ip", "netns", "exec", names["middle"], *command)


def _run(*command: str) -> None:
    try:
        subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", "") or str(error)
        raise NoNetworksError(f"{shlex.join(command)}: {said.strip()}") from error
