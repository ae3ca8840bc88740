"""On which line of a TOML text each key stands. The text was parsed before, so it is known to be well-formed.

No library we know of tells it (tomllib and tomlkit give values without places), hence this small index.
"""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

Path = tuple[str | int, ...]

_PART = r"""(?:"(?:\\.|[^"\\])*"|'[^']*'|[A-Za-z0-9_-]+)"""
_DOTTED = rf"{_PART}(?:\s*\.\s*{_PART})*"
_KEY = re.compile(rf"\s*({_DOTTED})\s*=")
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]")
_MARK = re.compile(r"""\"{3}|'{3}|"(?:\\.|[^"\\])*"|'[^']*'|[][{},]|\#.*""")


def key_lines(text: str) -> dict[Path, int]:
    """Path → line, counted from 1. Keys inside an inline table are found at the line of the table."""
    index = _Index()
    for number, line in enumerate(text.splitlines(), 1):
        index.read(line, number)
    return index.lines


def line_of(lines: Mapping[Path, int], path: Path) -> int:
    """The line of the path, or of the nearest key around it; 0 when the declaration never was a text."""
    top = 1 if lines else 0
    return next((lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in lines), top)


class _Index:
    """Walks line by line; `depth` and `quote` tell whether a value still goes on from the line before."""

    def __init__(self) -> None:
        self.lines: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}
        self.table: Path = ()
        self.value: Path = ()
        self.depth = 0
        self.element = 0
        self.quote = ""

    def read(self, line: str, number: int) -> None:
        if self.depth or self.quote:
            if self.depth == 1 and not self.quote and line.strip():
                self.lines.setdefault((*self.value, self.element), number)
            self._follow(line)
        elif header := _HEADER.match(line):
            self._open(_parts(header[2]), header[1] == "[[", number)
        elif key := _KEY.match(line):
            self.value, self.element = (*self.table, *_parts(key[1])), 0
            for end in range(len(self.table) + 1, len(self.value) + 1):
                self.lines.setdefault(self.value[:end], number)
            self._follow(line[key.end() :])

    def _open(self, parts: list[str], repeated: bool, number: int) -> None:
        path: Path = ()
        for place, part in enumerate(parts):
            path = (*path, part)
            self.lines.setdefault(path, number)
            if repeated and place == len(parts) - 1:
                self.counts[path] = self.counts.get(path, -1) + 1
            if path in self.counts:
                path = (*path, self.counts[path])
        self.table = path
        self.lines[path] = number

    def _follow(self, rest: str) -> None:
        for mark in _MARK.findall(rest) if not self.quote else self._after_quote(rest):
            if mark[:1] == "#":
                return
            if mark in ('"""', "'''"):
                self.quote = mark
                _, _, after = rest.partition(mark)
                return self._follow(after)
            self.depth += (mark in "[{") - (mark in "]}") if len(mark) == 1 else 0
            self.element += mark == "," and self.depth == 1
        return None

    def _after_quote(self, rest: str) -> list[str]:
        _before, found, after = rest.partition(self.quote)
        if not found:
            return []
        self.quote = ""
        return _MARK.findall(after)


def _parts(dotted: str) -> list[str]:
    """`a."b c".d` as TOML itself reads it."""
    parts, value = [], _read(dotted)
    while isinstance(value, dict):
        (part, value), *_ = value.items()
        parts.append(part)
    return parts


def _read(dotted: str) -> dict[str, Any]:
    return tomllib.loads(f"{dotted} = 0")
