class RoomError(Exception):
    """Why something in a room is not done, in words for people."""


class NotAllowed(RoomError):
    """This seat may not do this."""


class Refused(ValueError):
    """A message that is no message of this protocol. `reason` is a word of ours, counted."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
