"""Why booking says no. The text is for the person who asked."""


class BookingError(Exception):
    pass


class TimeTaken(BookingError):
    """Somebody else was first, or the time is not offered."""


class TooMany(BookingError):
    """This phone has as many open appointments as it may have."""


class Lapsed(BookingError):
    """The hold ran out, or the appointment is no longer what the page showed."""


class NotAllowed(BookingError):
    pass


class RosterRefused(BookingError):
    """A duty roster cannot be changed as asked."""


class NotWaiting(BookingError):
    """Somebody cannot wait for this, or waits already."""
