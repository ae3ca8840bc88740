"""The account of source lines: every line is booked once, so that nothing of a text can vanish unseen."""

from home.importer.types import LineUse, Result, Role, Source


class Ledger:
    """Books lines while a document is taken apart. The first booking of a line stands."""

    def __init__(self) -> None:
        self._uses: dict[int, LineUse] = {}

    def book(self, line: int, role: Role, document: int | None = None, part: int | None = None) -> None:
        self._uses.setdefault(line, LineUse(line, role, document, part))

    def uses(self) -> tuple[LineUse, ...]:
        return tuple(self._uses[line] for line in sorted(self._uses))


def unaccounted(source: Source, result: Result) -> list[int]:
    """Line numbers of the source that the result says nothing about. Empty unless the recogniser is wrong."""
    booked = {use.line for use in result.uses}
    return [line.number for line in source.lines if line.number not in booked]


def lines_by_role(result: Result) -> dict[Role, list[int]]:
    """For the import report: which lines became text, contents, furniture and so on."""
    roles: dict[Role, list[int]] = {}
    for use in result.uses:
        roles.setdefault(use.role, []).append(use.line)
    return roles
