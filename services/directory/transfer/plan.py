"""What a file would do to a register, row by row."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from services.directory.transfer.register import Register
from services.directory.transfer.sheet import Table

Outcome = Literal["new", "changed", "unchanged", "faulty"]
OUTCOMES: tuple[Outcome, ...] = ("new", "changed", "unchanged", "faulty")


@dataclass(frozen=True)
class Fault:
    """`said` is what stood in the cell, `why` what is wrong and what to do; no heading means the whole row."""

    heading: str
    said: str
    why: str


@dataclass(frozen=True)
class Change:
    heading: str
    old: str
    new: str


@dataclass(frozen=True)
class Existing:
    """A row of the register; `values` by field, keys of other rows as numbers."""

    key: int
    values: Mapping[str, Any]


@dataclass
class Line:
    """One row of the file. `values` are to be written, `existing` is the row that it stands for."""

    number: int
    cells: tuple[str, ...]
    name: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    existing: Existing | None = None
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def outcome(self) -> Outcome:
        if self.faults:
            return "faulty"
        if self.existing is None:
            return "new"
        return "changed" if self.changes else "unchanged"

    def complain(self, heading: str, said: str, why: object) -> None:
        self.faults.append(Fault(heading, said, str(why)))

    def value(self, name: str) -> Any:
        """What will stand there."""
        if name in self.values:
            return self.values[name]
        return self.existing.values.get(name) if self.existing else None


@dataclass
class Plan:
    register: Register
    table: Table
    lines: list[Line]

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(line.outcome for line in self.lines)
        return {outcome: found[outcome] for outcome in OUTCOMES}

    def good(self) -> Iterator[Line]:
        return (line for line in self.lines if line.outcome in ("new", "changed"))

    def faulty(self) -> list[Line]:
        return [line for line in self.lines if line.faults]
