class UnreadError(Exception):
    """A cell cannot be taken; str() says what is wrong with it and what to do, for the person who filled it in."""


class UnreadableFileError(Exception):
    """The whole file cannot be taken; str() says why and what to do."""
