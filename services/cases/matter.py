"""A case as a mediation room knows it."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.utils.translation import gettext as _

from services.cases import notice_kinds
from services.cases.actions.follow_room import tick_agenda
from services.cases.actions.make_papers import void_paper
from services.cases.actions.settle import Terms, paper_of, settle, take_effect
from services.cases.actions.sign_paper import sign_paper
from services.cases.actors import Doer, citizen, member
from services.cases.errors import CaseError
from services.cases.models import Case, Party
from services.cases.queries.procedures import declared
from services.cases.queries.room_people import room_people
from services.cases.rules import may_work
from services.cases.settling import settling, steps_ahead
from services.directory.models import Organisation
from services.documents.actions.sign import Signing
from services.documents.models import Paper
from services.mediation import matters
from services.mediation.errors import RoomError
from services.mediation.models import Room, Seat
from services.mediation.persons import Person
from tenants.models import User

KIND = "case"
# Types of fields as the room's form draws them; anything else is typed as text.
_DRAWN = frozenset({"text", "long_text", "date", "number", "money", "choice"})


def _in_words(deed: Callable[..., Any]) -> Callable[..., Any]:
    """What the case refuses, the room refuses in the same words."""

    @wraps(deed)
    def done(*args: Any, **kwargs: Any) -> Any:
        try:
            return deed(*args, **kwargs)
        except CaseError as error:
            raise RoomError(str(error)) from error

    return done


class CaseMatter:
    def __init__(self, case: Case) -> None:
        self.case = case
        self.about, self.title = notice_kinds.about(case), case.title
        self.organisation: Organisation | None = case.organisation

    def people(self) -> Sequence[Person]:
        return room_people(self.case)

    def agenda(self) -> Sequence[tuple[str, str]]:
        procedure = declared(self.case.version)
        return [(way.code, way.name) for way in steps_ahead(procedure, self.case.state)]

    def may_open(self, user: User) -> bool:
        return self.case.is_open and may_work(self.case, member(user, self.case))

    def needs(self, room: Room, lines: Sequence[str], money: Sequence[str]) -> matters.Needs:
        procedure = declared(self.case.version)
        steps = settling(procedure, self.case.state)
        known = {**self.case.data, **({"payment_terms": "\n".join(money)} if money else {})}
        fields = [
            _need(code, procedure.fields[code].declared, known.get(code))
            for code in steps.asks
            if code in procedure.fields
        ]
        judged = [(guard.code, guard.name) for guard in steps.judgements(procedure)]
        return matters.Needs(tuple(fields), tuple(judged), steps.missing)

    @_in_words
    def draw_up(self, room: Room, agreed: matters.Agreed, actor: Seat) -> Paper:
        terms = Terms(agreed.text, agreed.due, agreed.how, agreed.more, agreed.confirmed)
        paper = settle(self.case, terms, doer=self._doer(actor)).paper
        tick_agenda(room, self.case)
        return paper

    @_in_words
    def take_back(self, room: Room, reason: str, actor: Seat) -> None:
        void_paper(paper_of(self.case, room.paper), doer=self._doer(actor), reason=reason)

    @_in_words
    def sign(self, room: Room, place: str, signing: Signing, actor: Seat) -> None:
        sign_paper(paper_of(self.case, room.paper), place, signing, doer=self._doer(actor))

    @_in_words
    def take_effect(self, room: Room) -> bool:
        """By the mediator who drew the agreement up; what was confirmed then holds now."""
        said = room.paper_terms
        by = Seat.objects.select_related("user").get(pk=said["by"])
        terms = Terms(said["text"], said["due"], said["how"], said["more"], tuple(said["confirmed"]))
        return take_effect(self.case, terms, doer=self._doer(by))

    def _doer(self, seat: Seat) -> Doer:
        kind, _dash, key = seat.ref.partition("-")
        if kind == "party":
            party = Party.objects.filter(case=self.case, pk=key).first()
            if party is None:
                raise RoomError(_("这个人已经不是本案的当事人。"))
            return citizen(party, seat.user)
        if seat.user is None:
            raise RoomError(_("没有账号的人不能在案件里办理。"))
        return member(seat.user, self.case)


@matters.register(KIND)
def case_matter(about: str) -> CaseMatter | None:
    found = Case.objects.select_related("version", "organisation", "tenant__division")
    case = found.filter(number=about.partition(":")[2]).first()
    return CaseMatter(case) if case else None


def _need(code: str, declared_as: Any, value: Any) -> matters.Need:
    kind = declared_as.get("type", "text")
    return matters.Need(
        code,
        str(declared_as.get("label", code)),
        kind if kind in _DRAWN else "long_text",
        tuple((key, str(name)) for key, name in (declared_as.get("options") or {}).items()),
        value if isinstance(value, str) else "",
    )
