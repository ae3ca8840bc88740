"""What an action of a review refuses with. The sentence is shown as it is."""


class ReviewError(Exception):
    pass


class NotAllowed(ReviewError):
    """This person may not do this."""


class NotNow(ReviewError):
    """The round, the dossier or the reading is at another point, or somebody was faster."""


class ListChanged(ReviewError):
    """The list is not the one that was announced."""
