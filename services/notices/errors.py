class NoticeError(Exception):
    """The sentence is for the person who asked."""


class BadWordingError(NoticeError):
    """`faults`: each in words for the person who wrote it."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults
