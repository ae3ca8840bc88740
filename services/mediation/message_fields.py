"""What stands in one field of a message: of this type, of this size, or refused."""

import types
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from services.mediation.errors import Refused

MOST_SEATS = 40
# Of a form that the room asks for.
MOST_FIELDS = 40
# Of one text in a signal; the message around it is no longer, either.
_LONGEST_SIGNAL = 32_000


def read(hint: Any, value: Any, longest: int) -> Any:
    if isinstance(hint, types.UnionType):
        return None if value is None else read(hint.__args__[0], value, longest)
    reader = _READERS.get(hint)
    if reader is None:
        raise TypeError(f"No reader for {hint}.")
    return reader(value, longest)


def _bool(value: Any, _longest: int) -> bool:
    if not isinstance(value, bool):
        raise Refused("type")
    return value


def _int(value: Any, _longest: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Refused("type")
    if not 0 <= value < 2**53:
        raise Refused("value")
    return value


def _str(value: Any, longest: int) -> str:
    if not isinstance(value, str):
        raise Refused("type")
    if len(value) > longest or any(ord(sign) < 32 and sign not in "\n\r\t" for sign in value):
        raise Refused("value")
    try:
        value.encode()
    except UnicodeEncodeError as error:  # half of a pair, which no database takes
        raise Refused("value") from error
    return value


def _decimal(value: Any, _longest: int) -> Decimal:
    """Written as text, so that nothing is rounded on the way: "12500.50"."""
    if not isinstance(value, str) or len(value) > 14:
        raise Refused("type")
    try:
        amount = Decimal(value)
    except InvalidOperation as error:
        raise Refused("value") from error
    if not amount.is_finite() or not 0 <= amount < 10**10 or amount != round(amount, 2):
        raise Refused("value")
    return amount


def _seats(value: Any, _longest: int) -> tuple[int, ...]:
    if not isinstance(value, list) or len(value) > MOST_SEATS:
        raise Refused("type")
    return tuple(_int(one, 0) for one in value)


def _codes(value: Any, longest: int) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MOST_FIELDS:
        raise Refused("type")
    return tuple(_str(one, longest) for one in value)


def _texts(value: Any, longest: int) -> Mapping[str, str]:
    if not isinstance(value, dict) or len(value) > MOST_FIELDS:
        raise Refused("type")
    return {_str(code, 60): _str(said, longest) for code, said in value.items()}


def _signal(value: Any, _longest: int) -> Mapping[str, Any]:
    """A description or a candidate (None: no more), each of texts and numbers only."""
    if not isinstance(value, dict) or len(value) != 1:
        raise Refused("type")
    ((key, told),) = value.items()
    if key == "candidate" and told is None:
        return {"candidate": None}
    if key not in ("description", "candidate") or not isinstance(told, dict) or len(told) > 8:
        raise Refused("value")
    return {key: {_str(name, 40): _of_signal(one) for name, one in told.items()}}


def _of_signal(value: Any) -> str | int | None:
    """Texts as everywhere: what cannot be written to a socket would break the line of whoever hears it."""
    if value is None:
        return None
    return _str(value, _LONGEST_SIGNAL) if isinstance(value, str) else _int(value, 0)


_READERS: dict[Any, Callable[[Any, int], Any]] = {
    bool: _bool,
    int: _int,
    str: _str,
    Decimal: _decimal,
    tuple[int, ...]: _seats,
    tuple[str, ...]: _codes,
    Mapping[str, Any]: _signal,
    Mapping[str, str]: _texts,
}
