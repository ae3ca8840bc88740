class SubsidyError(Exception):
    """The sentence is shown as it is."""


class NotAllowed(SubsidyError):
    """This person may not do this with this claim."""


class NoRate(SubsidyError):
    """Nobody has said what is paid: no document, and not the county."""


class Overtaken(SubsidyError):
    """Somebody else did it first; nothing of this attempt was kept."""


class NotInOrder(SubsidyError):
    """Something is missing. `lines`: what is wrong with which line, by its key."""

    def __init__(self, said: str, lines: dict[int, str] | None = None) -> None:
        super().__init__(said)
        self.lines = lines or {}
