"""What an action of a case may refuse with. Each carries a sentence for people."""

from services.procedures.facts import Refused


class CaseError(Exception):
    """The sentence is shown as it is."""


class NotAllowed(CaseError):
    """This person may not do this with this case."""


class Overtaken(CaseError):
    """Somebody else wrote the case first; nothing of this attempt was kept."""


class StepRefused(CaseError):
    """The engine says no. `refused.items` are the codes of what is missing."""

    def __init__(self, refused: Refused, said: str) -> None:
        super().__init__(said)
        self.refused = refused


class NotAccepted(CaseError):
    """What was handed in cannot be used: a file of a wrong kind, an unknown version, a sum that makes no sense."""
