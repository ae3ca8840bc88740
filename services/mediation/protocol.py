"""What a browser may say to a room, and nothing else: parsed into one of these, or refused.

    {"v": 1, "verb": "say", "text": "…"}

Every field is checked for its type and size; unknown fields are refused, too.
"""

import json
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from decimal import Decimal
from functools import cache
from typing import Any, get_type_hints

from services.mediation.errors import Refused
from services.mediation.message_fields import read

VERSION = 1
# Characters of one message. A description of three tracks in every codec of a browser has about 12 000.
LARGEST = 32_000


def text(longest: int, **more: Any) -> Any:
    return field(metadata={"longest": longest}, **more)


@dataclass(frozen=True)
class Knock:
    """Asks to be let in (again)."""


@dataclass(frozen=True)
class Alive:
    """Nothing to say; the line is open."""


@dataclass(frozen=True)
class Leave:
    """Goes for good; who comes back passes the door again."""


@dataclass(frozen=True)
class Signal:
    """A description or a candidate of WebRTC for one connection of one seat; relayed as it is."""

    to: int
    conn: str = text(16)
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Admit:
    seat: int


@dataclass(frozen=True)
class Refuse:
    seat: int


@dataclass(frozen=True)
class Remove:
    seat: int


@dataclass(frozen=True)
class AskBack:
    """After a refusal or a removal: may knock again."""

    seat: int


@dataclass(frozen=True)
class Door:
    open: bool


@dataclass(frozen=True)
class Move:
    """Seats into a place, for about so many minutes (0: not said)."""

    seats: tuple[int, ...]
    place: str = text(9)
    minutes: int = 0


@dataclass(frozen=True)
class Gather:
    """Everybody back into the joint room."""


@dataclass(frozen=True)
class Identify:
    seat: int
    how: str = text(8)
    note: str = text(60, default="")


@dataclass(frozen=True)
class EndRoom:
    pass


@dataclass(frozen=True)
class Hand:
    up: bool


@dataclass(frozen=True)
class Devices:
    microphone: bool
    camera: bool
    screen: bool = False


@dataclass(frozen=True)
class Mute:
    seat: int


@dataclass(frozen=True)
class Say:
    text: str = text(2_000)


@dataclass(frozen=True)
class Present:
    file: int
    page: int = 1


@dataclass(frozen=True)
class HideFile:
    pass


@dataclass(frozen=True)
class Timer:
    """Minutes from now; 0 stops it."""

    minutes: int


@dataclass(frozen=True)
class Agenda:
    code: str = text(60)
    done: bool = True


@dataclass(frozen=True)
class CallHelp:
    pass


@dataclass(frozen=True)
class RecordingConsent:
    yes: bool


@dataclass(frozen=True)
class StartRecording:
    mime: str = text(80)


@dataclass(frozen=True)
class StopRecording:
    pass


@dataclass(frozen=True)
class WriteMinutes:
    """The whole text as it is now, written over `revision`."""

    revision: int
    text: str = text(20_000)


@dataclass(frozen=True)
class OfferMinutes:
    revision: int


@dataclass(frozen=True)
class ReadMinutes:
    revision: int
    confirmed: bool
    remark: str = text(500, default="")


@dataclass(frozen=True)
class Propose:
    kind: str = text(5)
    title: str = text(60)
    text: str = text(2_000)
    amount: Decimal | None = None


@dataclass(frozen=True)
class Counter:
    """Another wording in place of `version`."""

    clause: int
    version: int
    text: str = text(2_000)
    amount: Decimal | None = None


@dataclass(frozen=True)
class Agree:
    clause: int
    version: int


@dataclass(frozen=True)
class TakeBack:
    """No longer agrees to this wording."""

    clause: int
    version: int


@dataclass(frozen=True)
class Withdraw:
    clause: int


@dataclass(frozen=True)
class Range:
    """What the own side would accept, sealed, in the round that is open."""

    clause: int
    round: int
    # No trace of an error may show them.
    low: Decimal = field(repr=False)
    high: Decimal = field(repr=False)
    midpoint: bool = field(default=False, repr=False)


@dataclass(frozen=True)
class NewRound:
    clause: int


@dataclass(frozen=True)
class DrawUp:
    """The agreement out of the clauses that everybody agreed to. `due`: until when it is performed (ISO day).

    `more` and `confirmed`: what the matter asks for besides, by code, and the judgements the mediator confirms.
    """

    due: str = text(10)
    how: str = text(500, default="")
    more: Mapping[str, str] = text(2_000, default_factory=dict)
    confirmed: tuple[str, ...] = text(60, default=())


@dataclass(frozen=True)
class TakeBackPaper:
    """An agreement that nobody has signed, because something in it is wrong."""

    reason: str = text(200)


Message = (
    Knock | Alive | Leave | Signal | Admit | Refuse | Remove | AskBack | Door | Move | Gather | Identify | EndRoom
    | Hand | Devices | Mute | Say | Present | HideFile | Timer | Agenda | CallHelp | RecordingConsent | StartRecording
    | StopRecording | WriteMinutes | OfferMinutes | ReadMinutes | Propose | Counter | Agree | TakeBack | Withdraw
    | Range | NewRound | DrawUp | TakeBackPaper
)  # fmt: skip


def _verb(kind: type) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in kind.__name__).lstrip(
        "_"
    )


KINDS: dict[str, type] = {_verb(kind): kind for kind in Message.__args__}


def parse(said: object) -> Message:
    """Raises Refused with the reason: "size", "json", "version", "verb", "field", "type", "value"."""
    if not isinstance(said, str) or len(said) > LARGEST:
        raise Refused("size")
    try:
        told = json.loads(said)
    except (ValueError, RecursionError) as error:
        raise Refused("json") from error
    if not isinstance(told, dict) or told.pop("v", None) != VERSION:
        raise Refused("version")
    kind = KINDS.get(told.pop("verb", None) or "") if isinstance(told.get("verb"), str) else None
    if kind is None:
        raise Refused("verb")
    return _made(kind, told)


def _made(kind: type, told: dict[str, Any]) -> Message:
    wanted = {one.name: one for one in fields(kind)}
    if not told.keys() <= wanted.keys():
        raise Refused("field")
    given = {}
    for name, one in wanted.items():
        if name in told:
            given[name] = read(_hints(kind)[name], told[name], one.metadata.get("longest", 0))
        elif one.default is MISSING and one.default_factory is MISSING:
            raise Refused("field")
    return kind(**given)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
