"""Why a value is not accepted."""

from services.declarations.sentences import Sentence


class NotAccepted(Exception):
    """`at` leads to the place inside a table: row and column."""

    def __init__(self, template: str, at: tuple[str, ...] = (), **values: str | int) -> None:
        super().__init__(template)
        self.sentence = Sentence("not_accepted", template, values)
        self.at = at
