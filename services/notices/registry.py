"""What kinds of words go out. The storey above says so when it starts; the outbox knows none by itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """`name` may be a lazy translation. Inside the portal everything is shown; `sms` and `email` leave it, too."""

    code: str
    name: object
    sms: bool = False
    email: bool = False


class UnknownKindError(LookupError):
    """Nobody registered this kind of notice."""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Two different kinds with one code are a ValueError; the same one may come twice."""
    standing = _kinds.setdefault(kind.code, kind)
    if standing != kind:
        raise ValueError(f"The kind of notice {kind.code} is registered twice.")
    return kind


def get(code: str) -> Kind:
    try:
        return _kinds[code]
    except KeyError as error:
        raise UnknownKindError(code) from error


def called(code: str) -> str:
    """Rows outlive the code that wrote them: a kind that is gone is shown by its code."""
    return str(_kinds[code].name) if code in _kinds else code
