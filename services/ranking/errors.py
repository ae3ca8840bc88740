"""What an action of a ranking may refuse with. Each carries a sentence for people."""


class RankingError(Exception):
    """The sentence is shown as it is."""


class NotAllowed(RankingError):
    """This person may not do this."""


class NotYet(RankingError):
    """Something has to come first: the end of the period, of the window, an answer."""
