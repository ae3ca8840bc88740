"""What a party sees of its case: what it must do, what it may do, what was said, brought, made and written down."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from services.cases import chain, gather
from services.cases.actors import Doer
from services.cases.endings import gives_up
from services.cases.holders import CITIZEN, holder
from services.cases.models import (
    Case,
    CaseEvent,
    CasePaper,
    Evidence,
    FollowUpOffer,
    Instalment,
    Message,
    Party,
)
from services.cases.queries.procedures import declared, in_force
from services.cases.queries.promise import Promise, promise
from services.cases.signing import readers
from services.documents.queries import open_seats
from services.procedures import engine
from services.procedures.facts import Offer
from services.procedures.spec import Procedure

SHORTEST_HEAD = 8
# Further procedures that a person applies for although an office takes the first step.
APPLIED_FOR = frozenset({"LA_CASE"})


@dataclass(frozen=True)
class Way:
    """A step of the party; `refused` says what is in the way."""

    code: str
    name: str
    note: str
    refused: str
    gives_up: bool


@dataclass(frozen=True)
class Talk:
    message: Message
    answer: Message | None
    open: bool


@dataclass(frozen=True)
class PaperRow:
    row: CasePaper
    seats: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """A line of the record. Reminders of one wording are one line, the newest, with how often they came."""

    event: CaseEvent
    text: str
    times: int = 1


@dataclass(frozen=True)
class CitizenCase:
    procedure: Procedure
    promise: Promise
    must: list[Way]
    may: list[Way]
    talks: list[Talk]
    evidence: list[Evidence]
    wanted: list[tuple[str, str]]
    papers: list[PaperRow]
    instalments: list[Instalment]
    agreed_until: str
    offers: list[FollowUpOffer]
    events: list[Told]
    sound: bool
    given_up: bool

    @property
    def to_answer(self) -> list[Talk]:
        return [talk for talk in self.talks if talk.open]

    @property
    def to_sign(self) -> list[PaperRow]:
        return [paper for paper in self.papers if paper.seats]

    @property
    def has_duties(self) -> bool:
        return bool(self.must or self.to_answer or self.to_sign)


def citizen_case(case: Case, party: Party, doer: Doer, *, acts: bool) -> CitizenCase:
    procedure = declared(case.version)
    offers = (
        engine.open_to(procedure, gather.facts(case, procedure), doer.as_actor(procedure))
        if acts and case.is_open
        else ()
    )
    ways = [(offer, _way(procedure, offer)) for offer in offers]
    mine = case.waiting_for == CITIZEN
    must = [
        way
        for offer, way in ways
        if mine and set(offer.transition.by) & set(case.turn) and not gives_up(procedure, offer.transition)
    ]
    events = list(CaseEvent.objects.filter(case=case).defer("data").order_by("position"))
    side = own_side(party)
    return CitizenCase(
        procedure=procedure,
        promise=promise(case),
        must=must,
        may=[way for _offer, way in ways if way not in must],
        talks=_talks(case, side),
        evidence=list(own_evidence(case, party)),
        wanted=_wanted(procedure, case.state),
        papers=_papers(case, party, acts=acts),
        instalments=list(Instalment.objects.filter(case=case)),
        agreed_until=str(case.data.get("performance_due") or ""),
        offers=_offers(case) if acts else [],
        events=_record([event for event in reversed(events) if event.shown], side),
        sound=not chain.faults(case, events, open_data=False),
        given_up=any(way.to == case.state and gives_up(procedure, way) for way in procedure.transitions),
    )


def _open_to(case: Case, procedure: Procedure, doer: Doer) -> tuple[Offer, ...]:
    return engine.open_to(procedure, gather.facts(case, procedure), doer.as_actor(procedure))


def _is_due(case: Case, procedure: Procedure, offer: Offer) -> bool:
    """It is the party's turn, and the step goes on with the matter."""
    turn = case.waiting_for == CITIZEN and set(offer.transition.by) & set(case.turn)
    return bool(turn) and not gives_up(procedure, offer.transition)


def own_side(party: Party) -> list[Party]:
    """The person, those who speak for it, and whom it speaks for."""
    head = party.acts_for_id or party.pk
    return list(Party.objects.filter(Q(pk=head) | Q(acts_for=head)))


def own_evidence(case: Case, party: Party) -> Iterable[Evidence]:
    """What this person and those who speak for it brought, and what the office put there for the parties."""
    own = Q(party__in=[one.pk for one in own_side(party)])
    return Evidence.objects.filter(Q(party=None, shown=True) | own, case=case).order_by("pk")


def position_of_head(events: Sequence[CaseEvent], said: str) -> int:
    """Which record a head from a receipt belongs to; 0 where none, or where too little of it was typed."""
    tidy = "".join(said.split()).lower()
    if len(tidy) < SHORTEST_HEAD:
        return 0
    return next((event.position for event in events if event.hash.startswith(tidy)), 0)


def _way(procedure: Procedure, offer: Offer) -> Way:
    way = offer.transition
    refused = offer.refused.sentence.said(_) if offer.refused else ""
    return Way(way.code, way.name, way.note, refused, gives_up(procedure, way))


def _talks(case: Case, side: list[Party]) -> list[Talk]:
    own = {party.pk for party in side}
    said = Message.objects.filter(case=case).exclude(kind=Message.Kind.NOTE).order_by("pk")
    rows = [one for one in said if one.kind == Message.Kind.QUESTION or one.party_id in own]
    answers = {one.answers_id: one for one in rows if one.answers_id}
    return [
        Talk(one, answers.get(one.pk), one.kind == Message.Kind.QUESTION and one.pk not in answers)
        for one in rows
        if not one.answers_id
    ]


def _wanted(procedure: Procedure, state: str) -> list[tuple[str, str]]:
    """Papers that somebody has to bring for a step from here."""
    codes = [
        code
        for way in procedure.leaving(state)
        for code in (*way.documents, *way.documents_optional, *way.documents_any)
        if procedure.documents[code].uploaded
    ]
    return [(code, procedure.documents[code].name) for code in dict.fromkeys(codes)]


def _papers(case: Case, party: Party, *, acts: bool) -> list[PaperRow]:
    return [PaperRow(row, _own_seats(row, party) if acts else ()) for row in own_papers(case, party)]


def own_papers(case: Case, party: Party) -> QuerySet[CasePaper]:
    """Those that the party's side is to read, once they are made."""
    codes = [code for code, sides in readers().items() if party.side in sides]
    rows = CasePaper.objects.filter(case=case, shown=True, code__in=codes, paper__isnull=False)
    return rows.exclude(status=CasePaper.Status.REPLACED).select_related("paper")


def _own_seats(row: CasePaper, party: Party) -> tuple[str, ...]:
    if row.paper is None or row.status != CasePaper.Status.TO_SIGN:
        return ()
    own = {f"party-{party.pk}", f"party-{party.acts_for_id}"}
    return tuple(seat["code"] for seat in open_seats(row.paper) if seat["code"] in own)


def _offers(case: Case) -> list[FollowUpOffer]:
    """Those that a party may take up itself, with their names."""
    found = []
    for offer in FollowUpOffer.objects.filter(case=case).select_related("opened"):
        try:
            procedure = in_force(case.tenant, offer.procedure_code)
        except KeyError:
            continue
        if is_for_citizens(procedure):
            offer.name = procedure.name
            found.append(offer)
    return found


def is_for_citizens(procedure: Procedure) -> bool:
    roles = {role for way in procedure.leaving(procedure.initial) for role in way.by}
    return procedure.code in APPLIED_FOR or any(holder(role).citizen for role in roles)


def _record(events: Sequence[CaseEvent], side: list[Party]) -> list[Told]:
    """The newest first."""
    reminders = Counter(event.text for event in events if event.kind == CaseEvent.Kind.CLOCK)
    lines, said = [], set()
    for event in events:
        times = reminders[event.text] if event.kind == CaseEvent.Kind.CLOCK else 1
        if times > 1 and event.text in said:
            continue
        said.add(event.text)
        lines.append(replace(_told(event, side), times=times))
    return lines


def _told(event: CaseEvent, side: list[Party]) -> Told:
    """What the other side brought is not named here; whether it is shown is for the office to say."""
    own = {party.name for party in side}
    foreign = event.kind == CaseEvent.Kind.EVIDENCE and event.actor_id is None and event.actor_name not in own
    return Told(event, _("收到其他人提交的材料") if foreign else event.text)
