"""A fault: what is wrong, where it stands, in words for the person who edits the procedure."""

from dataclasses import dataclass

from services.declarations.lines import Path, line_of
from services.declarations.sentences import Sentence
from services.procedures.spec import Procedure


@dataclass(frozen=True)
class Fault:
    """`line` is 0 where the procedure came as data; `path` names the place in either case."""

    path: Path
    line: int
    sentence: Sentence

    @property
    def code(self) -> str:
        return self.sentence.code

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.path))}: {self.sentence}"


def fault(procedure: Procedure, path: Path, code: str, template: str, /, **values: str | int) -> Fault:
    return Fault(path, line_of(procedure.lines, path), Sentence(code, template, values))
