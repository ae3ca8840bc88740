"""One act of a demo case, played by the person who would do it, at the moment it happened.

An act of `home/demo/cases/*.toml` has a `day`, mostly `by` whom, and one of VERBS with what it needs.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from home.demo import content, pictures
from home.demo.days import Days
from services.cases import gather
from services.cases.actions.add_evidence import add_evidence
from services.cases.actions.advance import advance
from services.cases.actions.build_dossier import build_dossier
from services.cases.actions.make_papers import make_ahead, make_paper
from services.cases.actions.name_handler import declare_interest, name_handler
from services.cases.actions.open_case import Opened, Opening, PartyData, open_case
from services.cases.actions.relate import hand_up, link
from services.cases.actions.schedule import Line, perform, schedule
from services.cases.actions.send_message import send_message
from services.cases.actions.sign_paper import sign_paper
from services.cases.actions.take_up import take_up
from services.cases.actors import Doer, citizen, member
from services.cases.errors import CaseError
from services.cases.models import Case, CasePaper, Message
from services.directory.models import Organisation
from services.documents.actions.sign import Signing
from services.documents.models import PaperSignature
from services.documents.queries import open_seats
from tenants import codes
from tenants.models import Division, Tenant, User

# With the number that the demo prints it opens one case of each county on /track/.
KNOWN_CODE = "FENG2345"

Act = Mapping[str, Any]


@dataclass
class Stage:
    """`cast`: the county's accounts by the end of their names (officer, mediator …) with their roles."""

    tenant: Tenant
    days: Days
    cast: dict[str, tuple[User, frozenset[str]]]
    cases: dict[str, Case] = field(default_factory=dict)

    def doer(self, by: str, case: Case | None) -> Doer:
        if by in self.cast:
            user, held = self.cast[by]
            return member(user, case, held)
        if case is None:
            return Doer(by)
        party = case.parties.filter(side=by).order_by("pk")[0]
        return citizen(party, party.user)

    def person(self, name: str) -> dict[str, str]:
        """A member as the forms name one; anybody else by name alone."""
        user = self.cast[name][0] if name in self.cast else None
        return {"ref": str(user.pk), "name": str(user)} if user else {"name": name}


def play(stage: Stage, key: str, act: Act, at: datetime) -> None:
    verb = next(name for name in VERBS if name in act)
    if verb == "open":
        stage.cases[key] = _open(stage, act["open"], at)
        return
    case = Case.objects.select_related("tenant", "version").get(pk=stage.cases[key].pk)
    try:
        VERBS[verb](stage, case, act, stage.doer(act["by"], case), at)
    except CaseError as refusal:
        refusal.add_note(f"{stage.tenant.slug} {key}: {dict(act)}")
        raise


def _open(stage: Stage, entry: Act, at: datetime) -> Case:
    places = {place.code: place for place in Division.objects.filter(code=entry.get("place", ""))}
    office = Organisation.objects.filter(name=entry["organisation"])[0] if "organisation" in entry else None
    opened = open_case(
        Opening(
            procedure=entry["procedure"],
            values=stage.days.said(entry.get("values", {})),
            parties=[_party(stage, one) for one in entry["parties"]],
            title=entry["title"],
            channel=entry.get("channel", Case.Channel.COUNTER),
            source=entry.get("source", ""),
            matter=entry.get("matter", ""),
            amount=Decimal(entry["amount"]) if "amount" in entry else None,
            place=places.get(entry.get("place", "")),
            organisation=office,
        ),
        doer=stage.doer(entry.get("by", entry["parties"][0]["name"]), None),
        now=at,
    )
    if entry.get("known"):
        _give_known_code(opened)
    return opened.case


def _party(stage: Stage, said: Act) -> PartyData:
    user = stage.cast[said["account"]][0] if "account" in said else None
    phone = f"+86{said['phone']}" if "phone" in said else ""
    return PartyData(
        **{key: value for key, value in said.items() if key not in ("account", "phone")},
        user=user,
        phone=str(user.phone) if user else phone,
    )


def _give_known_code(opened: Opened) -> None:
    case = opened.case
    Case.objects.filter(pk=case.pk).update(lookup_hash=codes.hashed(case.number, KNOWN_CODE))


def _step(stage: Stage, case: Case, act: Act, doer: Doer, at: datetime) -> None:
    data = stage.days.said(act.get("with", {}))
    if "agreement_ref" in data:
        data["agreement_ref"] = stage.cases[data["agreement_ref"]].number
    for name in gather.HANDLER_FIELDS.keys() & data.keys():
        named = data[name] if isinstance(data[name], list) else [data[name]]
        data[name] = [stage.person(one) for one in named]
    for name, brought in act.get("files", {}).items():
        rows = case.evidence.filter(name__in=[f"{one}.png" for one in brought])
        data[name] = [{"name": row.name, "size": row.size, "evidence": row.pk} for row in rows]
    advance(case, act["step"], doer=doer, data=data, confirmed=act.get("judged", ()), now=at)


def _ask(stage: Stage, case: Case, act: Act, doer: Doer, at: datetime) -> None:
    send_message(case, Message.Kind.QUESTION, stage.days.said(act["ask"]), doer=doer, now=at)


def _answer(stage: Stage, case: Case, act: Act, doer: Doer, at: datetime) -> None:
    asked = case.messages.filter(kind=Message.Kind.QUESTION, replies=None).first()
    said = stage.days.said(act["answer"])
    send_message(case, Message.Kind.ANSWER, said, doer=doer, answers=asked, now=at)


def _note(stage: Stage, case: Case, act: Act, doer: Doer, at: datetime) -> None:
    send_message(case, Message.Kind.NOTE, stage.days.said(act["note"]), doer=doer, now=at)


def _bring(stage: Stage, case: Case, act: Act, doer: Doer, at: datetime) -> None:
    name = act["bring"]
    add_evidence(
        case, doer=doer, name=f"{name}.png", content=pictures.sheet(name), code=act.get("as", ""), now=at
    )


def _seat(stage: Stage, case: Case, act: Act, doer: Doer, at: datetime) -> None:
    user = stage.cast[act["seat"]][0] if act["seat"] in stage.cast else None
    name_handler(
        case, act["role"], doer=doer, user=user, name="" if user else act["seat"], now=at
    )  # fmt: skip


def _interest(stage: Stage, case: Case, act: Act, doer: Doer, at: datetime) -> None:
    handler = case.handlers.get(name=act["of"], until=None)
    declare_interest(handler, doer=doer, interest=act["interest"], now=at)


def _make(stage: Stage, case: Case, act: Act, doer: Doer, at: datetime) -> None:
    """What a step asked for, or ahead of the step."""
    wanted = (
        case.papers.filter(code=act["make"], paper=None).exclude(status=CasePaper.Status.REPLACED).first()
    )
    if wanted is None:
        make_ahead(case, act["make"], doer=doer, now=at)
    else:
        make_paper(wanted, doer=doer, now=at)


def _sign(stage: Stage, case: Case, act: Act, doer: Doer, at: datetime) -> None:
    """Everybody whose seat is open, by hand on the screen; `sign` names the sides that do, `all` means all."""
    made = case.papers.filter(code=act["paper"], status=CasePaper.Status.TO_SIGN).latest("pk")
    for turn, seat in enumerate(open_seats(made.paper)):
        kind, _dash, key = seat["code"].partition("-")
        party = case.parties.get(pk=key) if kind == "party" else None
        side = party.side if party else "mediator"
        if act["sign"] not in ("all", side):
            continue
        who = citizen(party, party.user) if party else doer
        signing = Signing(
            PaperSignature.Method.DRAWN, seat["name"], content.STATEMENT, made.paper.pdf_sha256,
            image=pictures.signature(seat["name"]),
        )  # fmt: skip
        sign_paper(
            made, seat["code"], signing, doer=who, now=min(at + timedelta(minutes=2 * turn), stage.days.now)
        )


def _plan(stage: Stage, case: Case, act: Act, doer: Doer, at: datetime) -> None:
    lines = [Line(stage.days.day(one["day"]), one["what"], Decimal(one["amount"])) for one in act["plan"]]
    schedule(case, lines, doer=doer, now=at)


def _pay(stage: Stage, case: Case, act: Act, doer: Doer, at: datetime) -> None:
    """The next open line of the plan."""
    row = case.instalments.filter(status="open")[0]
    on: date = stage.days.day(act["day"])
    perform(row, doer=doer, on=on, status=act["pay"], now=at)


def _hand_up(stage: Stage, case: Case, act: Act, doer: Doer, at: datetime) -> None:
    hand_up(case, doer=doer, reason=act["hand_up"], now=at)


def _take_up(stage: Stage, case: Case, act: Act, doer: Doer, at: datetime) -> None:
    """What the case offers becomes a case of its own, or has become one by itself; `key` names it from now on."""
    offer = case.offers.get(procedure_code=act["take_up"])
    stage.cases[act["key"]] = offer.opened or take_up(offer, doer=doer, now=at).case


def _link(stage: Stage, case: Case, act: Act, doer: Doer, at: datetime) -> None:
    link(case, stage.cases[act["link"]], doer=doer, now=at)


def _bind(stage: Stage, case: Case, act: Act, doer: Doer, at: datetime) -> None:
    build_dossier(case, doer=doer, now=at)


VERBS: Mapping[str, Callable[..., Any]] = {
    "open": _open,
    "step": _step,
    "ask": _ask,
    "answer": _answer,
    "note": _note,
    "bring": _bring,
    "seat": _seat,
    "interest": _interest,
    "make": _make,
    "sign": _sign,
    "plan": _plan,
    "pay": _pay,
    "hand_up": _hand_up,
    "take_up": _take_up,
    "link": _link,
    "bind": _bind,
}
