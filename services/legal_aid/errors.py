"""What is refused here. Each carries a sentence for people."""

from services.cases.errors import CaseError


class AidError(CaseError):
    """The sentence is shown as it is."""


class NotAllowed(AidError):
    """Not this person's to do."""


class NotAccepted(AidError):
    """What was typed in cannot be used."""
