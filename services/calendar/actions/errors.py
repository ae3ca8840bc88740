class CalendarError(Exception):
    """The sentence is for the person who asked."""
