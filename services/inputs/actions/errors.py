class TooMuchKeptError(Exception):
    """Somebody keeps more files than any form needs."""


class DraftTooLargeError(Exception):
    """More was typed than any form takes."""
