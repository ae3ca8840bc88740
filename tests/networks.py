"""Two networks that do not reach each other, and a host between them that both reach: namespaces of this machine.

a 10.77.1.2 ──── 10.77.1.1 middle 10.77.2.1 ──── 10.77.2.2 b        the middle forwards nothing and loses some
"""

import os
import shlex
import shutil
import subprocess
import sys
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

    def lose(self, share: float) -> None:
        """Of the UDP packets that pass, from now on. Not every kernel has the queue that does it; the filter can, too."""
        try:
            for where in PORTION:
                self._in_middle(
                    *f"tc qdisc replace dev {self.names[where]}o root netem loss {share:%} delay 30ms".split()
                )
        except NoNetworksError:
            self._in_middle("iptables", "-F", "INPUT")
            rule = f"iptables -A INPUT -p udp -m statistic --mode random --probability {share} -j DROP"
            self._in_middle(*rule.split())

    def _in_middle(self, *command: str) -> None:
        _run(*self.command("middle", *command))

    @contextmanager
    def cut(self, where: str) -> Iterator[None]:
        """No packet comes or goes meanwhile, as where a cable is pulled."""
        link = f"{self.names[where]}o"
        _run("ip", "-n", self.names["middle"], "link", "set", link, "down")
        yield
        _run("ip", "-n", self.names["middle"], "link", "set", link, "up")


@contextmanager
def two_networks(*, loss: float = 0.05) -> Iterator[Networks]:
    """Raises NoNetworksError. `loss` is the share of UDP packets that the middle drops of what comes to it."""
    if os.geteuid() != 0 or not shutil.which("ip"):
        raise NoNetworksError("network namespaces ask for root and iproute2")
    names = {where: f"fq{os.getpid()}{where}" for where in ("a", "b", "middle")}
    try:
        _laid(names)
        made = Networks(names)
        made.lose(loss)
        yield made
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
    _run("ip", "netns", "exec", names["middle"], "sysctl", "-q", "-w", "net.ipv4.ip_forward=0")


def _run(*command: str) -> None:
    try:
        subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", "") or str(error)
        raise NoNetworksError(f"{shlex.join(command)}: {said.strip()}") from error


if __name__ == "__main__":
    try:
        with two_networks():
            pass
    except NoNetworksError as error:
        sys.exit(str(error))
