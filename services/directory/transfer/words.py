"""The words of tables, which are Chinese whoever reads the page."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from services.declarations.table import Declared
from services.directory.transfer.text import fold

FILE = Path(__file__).with_name("words.toml")


@dataclass(frozen=True)
class Words:
    yes: tuple[str, ...]
    no: tuple[str, ...]
    clear: str
    example: str
    fault: str
    unused: tuple[str, ...]
    closing: tuple[str, ...]
    sheets: dict[str, str]
    help: tuple[str, ...]
    required: str
    optional: str
    date_marks: tuple[str, ...]
    hard_mark: str
    soft_mark: str
    explained: dict[str, str]

    def clears(self, text: str) -> bool:
        return fold(text) == fold(self.clear)

    def shows(self, text: str) -> bool:
        return fold(text).startswith(fold(self.example))

    def closes(self, text: str) -> bool:
        """With whatever follows: a sum has its number, a signature its name."""
        said = fold(text)
        return any(said.startswith(fold(word)) for word in self.closing)


@cache
def words() -> Words:
    declared = Declared.open(FILE)
    with declared.table() as root:
        found = Words(
            yes=root.texts("yes"),
            no=root.texts("no"),
            clear=root.text("clear"),
            example=root.text("example"),
            fault=root.text("fault"),
            unused=root.texts("unused"),
            closing=root.texts("closing"),
            sheets=dict(root.take("sheets", dict, {}, "")),
            help=root.texts("help"),
            required=root.text("required"),
            optional=root.text("optional"),
            date_marks=(*root.take("date_marks", list, [], ""),),
            hard_mark=root.text("hard_mark"),
            soft_mark=root.text("soft_mark"),
            explained=dict(root.take("explained", dict, {}, "")),
        )
    declared.settle()
    return found
