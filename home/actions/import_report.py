"""What became of every document of an import, row by row."""

from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal["imported", "updated", "unchanged", "refused"]


@dataclass(frozen=True)
class Row:
    """`line` is where the document begins in its file, or where the reason of a refusal stands; 0 = the file."""

    file: str
    outcome: Outcome
    title: str = ""
    number: str = ""
    line: int = 0
    reason: str = ""
    notes: tuple[str, ...] = ()
    page_id: int | None = None


@dataclass
class Report:
    rows: list[Row] = field(default_factory=list)

    def count(self, outcome: Outcome) -> int:
        return sum(row.outcome == outcome for row in self.rows)
