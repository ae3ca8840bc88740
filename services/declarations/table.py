"""A strict view of a declaration: every key is asked for by somebody, or it is a problem with its line.

Problems are gathered, so that one reading names them all.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as File
from types import TracebackType
from typing import Any

from services.declarations.lines import Path, key_lines, line_of
from services.declarations.sentences import Sentence, _


@dataclass(frozen=True)
class Problem:
    """`line` is 0 where the declaration came as data, not as a text; `path` names the place in either case."""

    file: str
    line: int
    path: Path
    sentence: Sentence

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else f"{self.file} {'.'.join(map(str, self.path))}"
        return f"{place}: {self.sentence}"


class MalformedDeclaration(Exception):
    """The declaration cannot be read; `problems` names every place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass
class Declared:
    """A declaration as it was read, and what was found wrong with it so far."""

    file: str
    data: Mapping[str, Any]
    lines: Mapping[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def parse(cls, text: str, file: str) -> "Declared":
        try:
            return cls(file, tomllib.loads(text), key_lines(text))
        except tomllib.TOMLDecodeError as error:
            sentence = Sentence("toml", _("不是有效的 TOML：%(error)s"), {"error": str(error)})
            line = _line_in(error) or len(text.splitlines())
            raise MalformedDeclaration([Problem(file, line, (), sentence)]) from error

    @classmethod
    def open(cls, path: File) -> "Declared":
        return cls.parse(path.read_text(encoding="utf-8"), path.name)

    def table(self) -> "Table":
        return Table(self.data, (), self)

    def complain(self, path: Path, sentence: Sentence) -> None:
        self.problems.append(Problem(self.file, line_of(self.lines, path), path, sentence))

    def settle(self) -> None:
        """Raises when anything was wrong."""
        if self.problems:
            raise MalformedDeclaration(sorted(self.problems, key=lambda problem: problem.line))


def _line_in(error: tomllib.TOMLDecodeError) -> int:
    _before, found, after = str(error).partition("at line ")
    return int(after.split(",")[0]) if found else 0


class Table:
    """Used as `with table:`; leaving the block complains about every key that was not asked for."""

    def __init__(self, data: Any, path: Path, declared: Declared) -> None:
        self.path, self.declared = path, declared
        self.data: Mapping[str, Any] = data if isinstance(data, Mapping) else {}
        self.asked: set[str] = set()
        if not isinstance(data, Mapping):
            self.complain("", _("这里应是一个表"))

    def __enter__(self) -> "Table":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            for key in self.data.keys() - self.asked:
                self.complain(key, _("不认识的键“%(key)s”"), key=key)

    def complain(self, key: str, template: str, /, **values: str | int) -> None:
        path = (*self.path, key) if key else self.path
        self.declared.complain(path, Sentence("malformed", template, values))

    def take(self, key: str, kind: type | tuple[type, ...], default: Any, wanted: str) -> Any:
        """The value of a key; a wrong type is a problem, and the default goes on in its place."""
        self.asked.add(key)
        if key not in self.data:
            return default
        value, kinds = self.data[key], kind if isinstance(kind, tuple) else (kind,)
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            self.complain(key, _("“%(key)s”应是%(wanted)s"), key=key, wanted=wanted)
            return default
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """Without a default the key is needed and may not be empty."""
        value: str = self.take(key, str, default or "", _("文字"))
        if default is None and not value.strip():
            self.complain(key, _("缺少“%(key)s”"), key=key)
        return value.strip()

    def choice(self, key: str, allowed: Iterable[str], default: str | None = None) -> Any:
        value = self.text(key, default)
        if value and value not in allowed:
            self.complain(
                key, _("“%(key)s”只能是：%(allowed)s"), key=key, allowed="、".join(filter(None, allowed))
            )
        return value

    def whole(self, key: str) -> int | None:
        value: int | None = self.take(key, int, None, _("整数"))
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        value: bool = self.take(key, bool, default, _("true 或 false"))
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        value = self.take(key, (str, list, tuple), [], _("文字的列表"))
        items = [value] if isinstance(value, str) else value
        if not all(isinstance(item, str) and item.strip() for item in items):
            self.complain(key, _("“%(key)s”应是%(wanted)s"), key=key, wanted=_("文字的列表"))
            return ()
        return tuple(items)

    def wholes(self, key: str) -> tuple[int, ...]:
        value = self.take(key, (list, tuple), [], _("整数的列表"))
        if not all(isinstance(item, int) and not isinstance(item, bool) for item in value):
            self.complain(key, _("“%(key)s”应是%(wanted)s"), key=key, wanted=_("整数的列表"))
            return ()
        return tuple(value)

    def mapping(self, key: str) -> dict[str, str]:
        value = self.take(key, Mapping, {}, _("名称到文字的表"))
        if not all(isinstance(item, str) for item in value.values()):
            self.complain(key, _("“%(key)s”应是%(wanted)s"), key=key, wanted=_("名称到文字的表"))
            return {}
        return dict(value)

    def raw(self, key: str) -> dict[str, Any]:
        return dict(self.take(key, Mapping, {}, _("表")))

    def child(self, key: str) -> "Table":
        return Table(self.take(key, Mapping, {}, _("表")), (*self.path, key), self.declared)

    def named(self, key: str, short: str = "name") -> Iterator[tuple[str, "Table"]]:
        """The tables of a section by their codes; `code = "text"` is short for `code = {name = "text"}`."""
        for code, value in self.take(key, Mapping, {}, _("表")).items():
            full = {short: value} if isinstance(value, str) else value
            yield code, Table(full, (*self.path, key, code), self.declared)

    def items(self, key: str) -> Iterator["Table"]:
        for place, value in enumerate(self.take(key, (list, tuple), [], _("表的列表"))):
            yield Table(value, (*self.path, key, place), self.declared)
