"""What a room belongs to. The storeys above know, and say so when they start; a room alone is a matter of its own
(`stand_alone`).

    from services.mediation import matters

    @matters.register("case")
    def case(about):
        return CaseMatter(…)  # of the county in scope; None where there is no such case
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.utils.translation import gettext as _

from services.directory.models import Organisation
from services.documents.actions.sign import Signing
from services.documents.models import Paper
from services.mediation.errors import RoomError
from services.mediation.models import Room, Seat
from services.mediation.persons import Person
from tenants.models import User


@dataclass(frozen=True)
class Need:
    """What the matter's agreement wants to know besides the clauses. `kind`: text, long_text, date, number, money or
    choice; a choice has `options` [(code, name)]."""

    code: str
    label: str
    kind: str = "text"
    options: tuple[tuple[str, str], ...] = ()
    value: str = ""
    required: bool = True


@dataclass(frozen=True)
class Needs:
    """`judgements`: [(code, sentence)] that the mediator confirms. `missing`: why no agreement can be drawn up yet."""

    fields: tuple[Need, ...] = ()
    judgements: tuple[tuple[str, str], ...] = ()
    missing: str = ""


@dataclass(frozen=True)
class Agreed:
    """What everybody agreed to: the clauses in order (`lines`), of them those about money; until when it is performed
    (ISO day), how, and what `Needs` asked for. `by`: the mediator who drew it up."""

    lines: tuple[str, ...]
    money: tuple[str, ...]
    due: str
    how: str
    by: int
    more: Mapping[str, str] = field(default_factory=dict)
    confirmed: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def as_kept(self) -> dict[str, Any]:
        """With the room, sealed, until everybody has signed."""
        return {
            "text": self.text, "due": self.due, "how": self.how, "more": dict(self.more),
            "confirmed": list(self.confirmed), "by": self.by,
        }  # fmt: skip


class Matter(Protocol):
    """Every refusal is a RoomError or an error of the documents, with a sentence for people."""

    about: str
    title: str
    organisation: Organisation | None

    def people(self) -> Sequence[Person]:
        """Who may be asked into a room of this matter; its mediators among them."""

    def agenda(self) -> Sequence[tuple[str, str]]:
        """[(code, name)] of the steps of a mediation, in order."""

    def may_open(self, user: User) -> bool: ...

    def needs(self, room: Room, lines: Sequence[str], money: Sequence[str]) -> Needs: ...

    def draw_up(self, room: Room, agreed: Agreed, actor: Seat) -> Paper:
        """Issues the agreement. Its seats stand in the order of signing, each under the `ref` of a seat."""

    def take_back(self, room: Room, reason: str, actor: Seat) -> None:
        """Revokes what nobody has signed yet."""

    def sign(self, room: Room, place: str, signing: Signing, actor: Seat) -> None: ...


Resolver = Callable[[str], Matter | None]

_resolvers: dict[str, Resolver] = {}


def register(kind: str) -> Callable[[Resolver], Resolver]:
    """`kind` is what stands before the colon of `about`; the empty one is for whatever nobody else knows."""

    def registered(resolver: Resolver) -> Resolver:
        _resolvers[kind] = resolver
        return resolver

    return registered


def matter(about: str) -> Matter:
    """Raises RoomError where it is gone."""
    resolver = _resolvers.get(about.partition(":")[0]) or _resolvers[""]
    found = resolver(about)
    if found is None:
        raise RoomError(_("没有找到这间调解室所属的事项。"))
    return found
