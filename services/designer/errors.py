"""Why an action of the designer did not happen; `str()` is a sentence for people."""


class DesignError(Exception):
    pass


class NotAllowed(DesignError):
    """This person may not do it."""


class NotNow(DesignError):
    """The draft is not in a state in which it can be done."""


class Overtaken(DesignError):
    """Somebody else saved the draft meanwhile."""


class Faulty(DesignError):
    """The draft holds faults, or nothing that could be put in force."""


class TooLarge(DesignError):
    """More than a procedure can sensibly hold."""
