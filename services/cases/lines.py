"""Somebody of a register as the data of a case names them: `lawyer-12`."""

KINDS = ("lawyer", "mediator", "organisation")
# In the data of a complaint: whom it is about, where the door it came in by knew.
COMPLAINED = "complained"
# Before the key of a line of the register of lawyers, where there is no account to name.
LAWYER_LINE = "lawyer-"


def line(kind: str, pk: int) -> str:
    return f"{kind}-{pk}"


def read_line(said: object) -> tuple[str, int] | None:
    """Kind and key; None for what is no line."""
    kind, _dash, pk = str(said or "").partition("-")
    return (kind, int(pk)) if kind in KINDS and pk.isascii() and pk.isdecimal() and len(pk) < 19 else None
